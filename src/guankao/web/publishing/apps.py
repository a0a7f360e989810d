from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "guankao.web.publishing"
    label = "publishing"

    def ready(self) -> None:
        """Follow what reports make public, inside the verb that does it."""
        from guankao.web.publishing.actions.results import tell_results
        from guankao.web.reporting.signals import public_results_changed

        def follow(plan: int, element: str, **_others: object) -> None:
            tell_results(plan, element)

        public_results_changed.connect(follow, weak=False, dispatch_uid=f"{__name__}.follow")
