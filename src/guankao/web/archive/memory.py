"""What this process made lately, under keys that name it for ever.

What is remembered here is never out of date, so no other process has to be told of anything: a key
holds everything that the value was made of, or its digest.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Final, Generic, TypeVar

from guankao.documents import AnyDocument

Value = TypeVar("Value")


class Memory(Generic[Value]):
    """Values by their keys, as many as together weigh at most `most`; threads may share it."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._values: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def get(self, key: Hashable) -> Value | None:
        """The value of this key, where it is remembered."""
        with self._lock:
            found = self._values.get(key)
            if found is None:
                return None
            self._values.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, value: Value, *, weight: int) -> None:
        """Remember one more, and forget what was not asked for longest."""
        with self._lock:
            old = self._values.pop(key, None)
            self._weight += weight - (old[1] if old else 0)
            self._values[key] = value, weight
            while self._weight > self.most:
                _key, (_value, freed) = self._values.popitem(last=False)
                self._weight -= freed

    def clear(self) -> None:
        """Remember nothing, as a process that has just started."""
        with self._lock:
            self._values.clear()
            self._weight = 0


documents: Final = Memory[AnyDocument](3_000_000)
"""Documents by their digests, weighed by the characters of their texts: a hundred and fifty of the
largest plans, which take 35 MB when read. One is found here in a hundredth of the time of reading
it."""
