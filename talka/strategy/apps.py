from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "talka.strategy"
    label = "strategy"
