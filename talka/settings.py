"""Django settings, read from the environment.

Every variable is described in docs/running/settings.md; a test holds that page and this file together.
A value that cannot be used stops the start with a sentence that says which one and why.
"""

import os
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError, validate

env = Env(prefix="TALKA_")

HERE = Path(__file__).resolve().parent

try:
    DATA = Path(env.str("DATA", str(HERE.parent / "data"))).resolve()
    DEBUG = env.bool("DEBUG", False)
    ADDRESS = env.str("ADDRESS", "http://localhost:8000").rstrip("/")
    SECRET_KEY = env.str("SECRET_KEY", "")
    DATABASE = env.str("DATABASE", "")
    MAIL = env.str("MAIL", "")
    MAIL_FROM = env.str("MAIL_FROM", "Talka <talka@localhost>")
    WORKERS = env.int("WORKERS", 2, validate=validate.Range(min=1))
    PROXIES = env.int("PROXIES", 0, validate=validate.Range(min=0))
    SCAN_PROCESSES = env.int("SCAN_PROCESSES", 0, validate=validate.Range(min=0))
    UPLOAD_MB = env.int("UPLOAD_MB", 20, validate=validate.Range(min=1))
    DEMO = env.bool("DEMO", False)
    TIME_ZONE = env.str("TIME_ZONE", "Europe/Warsaw", validate=validate.OneOf(available_timezones()))
    LOG_LEVEL = env.str("LOG_LEVEL", "WARNING", validate=validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR"]))
except EnvError as error:
    raise ImproperlyConfigured(f"A Talka setting cannot be used. {error}") from error

if not ADDRESS.startswith(("http://", "https://")):
    raise ImproperlyConfigured(
        f"TALKA_ADDRESS is {ADDRESS!r}; it must begin with http:// or https://, as people type it."
    )


def kept_secret_key() -> str:
    """The signing key: from the environment, or made once and kept beside the data, readable by its owner."""
    if SECRET_KEY:
        return SECRET_KEY
    kept = DATA / "secret-key"
    if not kept.exists():
        from django.core.management.utils import get_random_secret_key

        DATA.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(get_random_secret_key())
    return kept.read_text().strip()


SECRET_KEY = kept_secret_key()
SECURE = ADDRESS.startswith("https://")
HOST = ADDRESS.split("://", 1)[1].split("/", 1)[0]
ALLOWED_HOSTS = [HOST.rsplit(":", 1)[0], "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [ADDRESS]

INSTALLED_APPS = [
    "talka.identity",
    "talka.foundation",
    "talka.people",
    "talka.organisations",
    "talka.programmes",
    "talka.gatherings",
    "talka.calls",
    "talka.certificates",
    "talka.consultations",
    "talka.paper",
    "talka.findings",
    "talka.strategy",
    "talka.reports",
    "talka.site",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "talka.foundation.access.middleware.NetworkMiddleware",
]

ROOT_URLCONF = "talka.urls"
WSGI_APPLICATION = "talka.serving.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "talka.foundation.page.shell",
            ],
            "builtins": ["talka.foundation.templatetags.talka"],
        },
    },
]
FORM_RENDERER = "talka.foundation.page.FormRenderer"


def database_settings(address: str) -> dict[str, Any]:
    """SQLite beside the data by default, or PostgreSQL from `postgresql://user:password@host:port/name`."""
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "talka.sqlite3",
            # Each of the few threads keeps its connection: opening one costs twice as much as an answer's row.
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # Deferred transactions that read and then write fail under load; see docs.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;"
                    "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;"
                ),
            },
        }
    from urllib.parse import unquote, urlsplit

    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "TALKA_DATABASE must be empty (SQLite) or look like postgresql://user:password@host:5432/name."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}},
    }


DATABASES = {"default": database_settings(DATABASE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The cache holds rate limits, so it must be one for all processes.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# People
AUTH_USER_MODEL = "identity.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "site:my_desk"
LOGOUT_REDIRECT_URL = "site:home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
# The code itself proves the address; there is nothing more to confirm.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# Only an account that may no longer sign in is "unknown" here; it gets no letter, and the page does not tell.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_ADAPTER = "talka.identity.sign_in.Adapter"
ACCOUNT_FORMS = {
    "request_login_code": "talka.identity.sign_in.AskForCodeForm",
    "confirm_login_code": "talka.identity.sign_in.WriteCodeForm",
}
ACCOUNT_RATE_LIMITS = {"request_login_code": "10/m/ip,5/15m/key", "login_failed": "10/m/ip,5/5m/key"}
MFA_ADAPTER = "talka.identity.sign_in.PasskeyAdapter"
MFA_FORMS = {"add_webauthn": "talka.identity.sign_in.AddPasskeyForm"}
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE

# Mail
DEFAULT_FROM_EMAIL = MAIL_FROM
EMAIL_FILE_PATH = str(DATA / "mail")
if MAIL:
    from urllib.parse import unquote as _unquote
    from urllib.parse import urlsplit as _urlsplit

    _mail = _urlsplit(MAIL)
    if _mail.scheme not in {"smtp", "smtps", "smtp+starttls"} or not _mail.hostname:
        raise ImproperlyConfigured(
            "TALKA_MAIL must look like smtp://user:password@host:25, smtp+starttls://… or smtps://…"
        )
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname
    EMAIL_PORT = _mail.port or {"smtp": 25, "smtp+starttls": 587, "smtps": 465}[_mail.scheme]
    EMAIL_HOST_USER = _unquote(_mail.username or "")
    EMAIL_HOST_PASSWORD = _unquote(_mail.password or "")
    EMAIL_USE_TLS = _mail.scheme == "smtp+starttls"
    EMAIL_USE_SSL = _mail.scheme == "smtps"
else:
    EMAIL_BACKEND = "talka.foundation.mail.KeptMailBackend"

# Languages
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("lt", "Lietuvių"),
    ("pl", "Polski"),
    ("fi", "Suomi"),
    ("nb", "Norsk bokmål"),
]
# Pages for residents speak these as well.
RESIDENT_LANGUAGES = [*LANGUAGES, ("sv", "Svenska"), ("uk", "Українська")]
LOCALE_PATHS = [HERE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
USE_I18N = True
USE_TZ = True

# Files
STATIC_URL = "static/"
STATICFILES_DIRS = [HERE / "static"]
STATIC_ROOT = DATA / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "talka.foundation.stylesheets.Finder",
]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_PERMISSIONS = 0o600

# Safety
SESSION_COOKIE_NAME = "session"
CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "talka.site.errors.expired_form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SECURE_SSL_REDIRECT = SECURE and PROXIES == 0
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
}
