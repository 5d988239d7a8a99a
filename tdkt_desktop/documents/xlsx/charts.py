"""Charts of a workbook as the spreadsheet draws them: bars over the cells of a sheet, each with its number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.worksheet.pagebreak import Break

from tdkt_desktop.documents.layout.clean_text import clean
from tdkt_desktop.documents.neutral.sheets import ChartSeries, SheetChart, Tone

LEAST_ROWS, ROWS_BESIDE = 22, 9  # of a sheet under a chart: at least, and beside one a bar
ROW_POINTS = 20.0
GAP = 45  # per cent of a bar's thickness
NO_NOUGHTS = "#,##0;-#,##0;"
SOLID = {Tone.GOOD: "17693A", Tone.DONE: "1D4F91", Tone.GREY: "9AA3AE", Tone.PLAIN: "1D4F91"}
# Told apart without colour too: what is not met, half done or open is hatched.
HATCHED = {Tone.BAD: ("wdUpDiag", "A93710"), Tone.HALF: ("ltHorz", "7F5300"), Tone.OPEN: ("pct10", "525D6B")}


class Placed(NamedTuple):
    """Where the rows of a sheet lie: its head and its last row, counted from 1."""

    sheet: Any
    head: int
    last: int


def _labels(tone: Tone, *, inside: bool) -> Any:
    """A number on every bar, in a format of its own: as the library writes it, it would follow the cells'."""
    made: Any = DataLabelList(numFmt=NO_NOUGHTS, showVal=True, txPr=_type(tone, inside=inside))
    for name in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(made, name, False)
    written = made.to_tree

    def with_own_format(*names: Any, **more: Any) -> Any:
        tree = written(*names, **more)
        for part in tree:
            if part.tag.endswith("numFmt"):
                part.set("sourceLinked", "0")
        return tree

    made.to_tree = with_own_format
    return made


def chart_rows(bars: int) -> int:
    """How many rows of a sheet a chart of so many bars lies over."""
    return max(LEAST_ROWS, bars + ROWS_BESIDE)


def add_charts(
    target: Any, charts: Sequence[SheetChart], places: Mapping[str, Placed], *, first_row: int, columns: int
) -> None:
    """Put the charts below each other from a row on, over so many columns, each on a page of its own."""
    row = first_row
    for chart in charts:
        source = places[chart.source]
        last = row + chart_rows(source.last - source.head)
        for number in range(row, last):
            target.row_dimensions[number].height = ROW_POINTS
        if source.last > source.head:
            corners = AnchorMarker(col=0, row=row), AnchorMarker(col=columns, row=last - 2)
            made = _chart(chart, source)
            made.anchor = TwoCellAnchor(editAs="oneCell", _from=corners[0], to=corners[1])
            target.add_chart(made)
        target.row_breaks.append(Break(id=last - 1))
        row = last


def _chart(chart: SheetChart, source: Placed) -> Any:
    made: Any = BarChart()
    made.type = "bar"  # lying: names of units are long
    made.grouping = "stacked" if chart.stacked else "clustered"
    made.overlap = 100 if chart.stacked else 0
    made.gapWidth = GAP
    made.title = clean(chart.title if not chart.measure else f"{chart.title} ({chart.measure})")
    made.legend.position = "b"
    made.title.overlay = made.legend.overlay = made.varyColors = (
        False  # what is left out Excel takes for a yes
    )
    if len(chart.series) == 1:
        made.legend = None
    made.y_axis.majorGridlines = None
    made.x_axis.scaling.orientation = "maxMin"  # the first row at the top, as in the table
    made.x_axis.tickLblPos = "low"  # beside the bars also where they go to the left
    made.x_axis.delete, made.y_axis.delete = False, True  # every bar says its number
    for series in chart.series:
        made.series.append(_series(series, source, stacked=chart.stacked))
    made.set_categories(_column(source, chart.labels))
    return made


def _series(series: ChartSeries, source: Placed, *, stacked: bool) -> Any:
    made = Series(_column(source, series.column))
    made.tx = SeriesLabel(v=clean(series.title))
    made.graphicalProperties = _look(series.tone)
    made.invertIfNegative = False
    made.dLbls = _labels(series.tone, inside=stacked)
    return made


def _look(tone: Tone) -> Any:
    if tone in SOLID:
        return GraphicalProperties(solidFill=SOLID[tone])
    pattern, colour = HATCHED[tone]
    choice: Any = ColorChoice  # its stub wants what its own setter makes of a text
    pattern_name: Any = pattern
    fill = PatternFillProperties(
        prst=pattern_name, fgClr=choice(srgbClr=colour), bgClr=choice(srgbClr="FFFFFF")
    )
    look: Any = GraphicalProperties(pattFill=fill)
    look.line.solidFill = colour
    return look


def _type(tone: Tone, *, inside: bool) -> RichText:
    """Bold numbers, white on a filled bar."""
    colour = "FFFFFF" if inside and tone in SOLID and tone is not Tone.GREY else "000000"
    look = CharacterProperties(sz=1100, b=True, solidFill=colour)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=look), endParaRPr=look)])


def _column(source: Placed, column: int) -> Reference:
    return Reference(
        source.sheet, min_col=column + 1, max_col=column + 1, min_row=source.head + 1, max_row=source.last
    )
