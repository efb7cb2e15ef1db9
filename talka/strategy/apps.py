from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "talka.strategy"
    label = "strategy"

    def ready(self) -> None:
        from talka.strategy import room, threads, trail

        threads.register()
        room.register()
        trail.register()
