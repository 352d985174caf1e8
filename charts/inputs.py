"""What a writer may put into a chart: the shared fields, and the two leaf types whose value the ledger decides.

`Cell` is a value: a fact id ("A-058") or a plain number. It arrives unresolved (`ref` or `number` only) and the
ledger fills in the rest before `plan()` sees it. `Prose` is inline text that may hold fact references; it arrives
as typed and is replaced by its plain printed form. Neither knows where facts come from: charts never import reports.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    PrivateAttr,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

NOT_STATED = "not stated"


def _written(value: Any) -> Any:
    """A year may be typed as a number."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


When = Annotated[str, BeforeValidator(_written, json_schema_input_type=str | int)]  # a date: "2021-04-07", "2021-04" or 2021


class Prose(str):
    """Inline text: emphasis, strong, links, `{A-058}` references. `place` says where it was typed."""

    place: Any = None

    @classmethod
    def at(cls, text: str, place: Any) -> Prose:
        made = cls(text)
        made.place = place
        return made

    @classmethod
    def _keep(cls, value: Any) -> Prose:
        if not isinstance(value, str):
            raise ValueError("must be text")
        return value if isinstance(value, Prose) else cls.at(value, getattr(value, "place", None))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._keep, serialization=core_schema.plain_serializer_function_ser_schema(str))

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One value on its way into a chart.

    Before resolution: `ref` or `number`, or neither: "not stated". After: `number` (None: not stated), `text` as printed in full
    ("about $540 million"), `short` ("about $540m"), `unit`, `status`, `qualifier`, `derived`, `date`
    (ISO 8601, reduced precision allowed), `inferred` (the date is), `phrase` (the source's words), `facts`.
    """

    ref: str = ""
    number: float | None = None
    text: str = ""
    short: str = ""
    unit: str = ""
    status: str = "stated"
    qualifier: str = ""
    derived: bool = False
    date: str = ""
    inferred: bool = False
    phrase: str = ""
    attribution: str = ""
    scope: str = ""
    facts: tuple[str, ...] = ()
    place: Any = None

    @classmethod
    def _read(cls, value: Any) -> Cell:
        if isinstance(value, Cell):
            return value
        if isinstance(value, str):
            place = getattr(value, "place", None)
            return cls(place=place) if value.strip().lower() == NOT_STATED else cls(ref=str(value), place=place)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return cls(number=float(value))
        raise ValueError("must be a fact id or a number")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls._read)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string"}, {"type": "number"}]}


class Node(BaseModel):
    """A model that knows where it was typed: `place` is set when it is read from a mapping that carries one."""

    model_config = ConfigDict(extra="forbid", frozen=False, arbitrary_types_allowed=True)
    _place: Any = PrivateAttr(default=None)

    @model_validator(mode="wrap")
    @classmethod
    def _remember_place(cls, data: Any, handler: ModelWrapValidatorHandler[Any]) -> Any:
        made = handler(data)
        if made._place is None:
            made._place = getattr(data, "place", None)
        return made

    @property
    def place(self) -> Any:
        return self._place


class Spec(Node):
    """The fields every chart kind has. A kind's `Spec` adds its own."""

    kind: str
    headline: Prose
    subtitle: Prose | None = None
    unit: str | None = None
    note: Prose | None = None
    source_note: Prose | None = None
    alt: Prose | None = None
    marking: str = ""  # protective: what states the figure may not be marked lower
    data: str | None = None
    waive: dict[str, str] = {}
    quantitative: ClassVar[bool] = True


Status = Literal["done", "announced", "pledged", "wanted", "hoped", "reported", "derived", "stated"]


class Refused(ValueError):
    """A chart that must not be drawn: the rule's id, what is wrong, what to do, and the field it is about."""

    def __init__(self, rule: str, what: str, hint: str = "", place: Any = None) -> None:
        super().__init__(what)
        self.rule, self.what, self.hint, self.place = rule, what, hint, place
