"""`python -m guankao` is the command `guankao`."""

from guankao.cli.main import main

if __name__ == "__main__":
    main()
