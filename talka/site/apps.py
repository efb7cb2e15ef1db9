from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "talka.site"
    label = "site"
