"""Addresses of the installation itself."""

from allauth.account import views as account
from django.urls import include, path

from talka.foundation import components, page
from talka.site import statements, views

site = (
    [
        path("", views.home, name="home"),
        path("desk/", views.my_desk, name="my_desk"),
        path("demo/mail/", views.demo_mail, name="demo_mail"),
        path("components/", components.living_page, name="components"),
        path("components/ask/", components.living_questionnaire, name="components_ask"),
        path("theme/", page.choose_theme, name="theme"),
        path("language/", page.choose_language, name="language"),
        path("accessibility/", statements.accessibility, name="accessibility"),
        path("privacy/", statements.privacy, name="privacy"),
    ],
    "site",
)

urlpatterns = [
    path("", include(site)),
    path("", include("talka.organisations.installation_urls")),
    path("accounts/", include("talka.people.installation_urls")),
    path("demo/", include("talka.site.demo.urls")),
    path("sign-in/", account.request_login_code, name="account_request_login_code"),
    path("sign-in/", account.request_login_code, name="account_login"),
    path("sign-in/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("sign-out/", account.logout, name="account_logout"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/", include("allauth.mfa.urls")),
]
