from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "guankao.web.desk"
    label = "desk"

    def ready(self) -> None:
        from guankao.web.desk.sign_in import recording

        recording.listen()
