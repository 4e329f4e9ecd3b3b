/// A chart of cells, described as a value and drawn with ``Worksheet/insert(_:row:column:)``.
public struct SheetChart: Sendable {
  /// The kinds of chart.
  public enum Kind: Sendable {
    /// Lying bars side by side.
    case bar
    /// Lying bars, stacked.
    case barStacked
    /// Lying bars, stacked to 100 %.
    case barStackedPercent
    /// Standing bars side by side.
    case column
    /// Standing bars, stacked.
    case columnStacked
    /// Standing bars, stacked to 100 %.
    case columnStackedPercent
    /// Lines.
    case line
  }

  /// The look of a text in a chart.
  public struct Font: Hashable, Sendable {
    /// The font's name; `nil` for the default.
    public var name: String?
    /// The size in points; `nil` for the default.
    public var size: Double?
    /// Whether it is bold (a title is, unless said otherwise).
    public var isBold: Bool
    /// Whether it is in italics.
    public var isItalic: Bool
    /// The colour; `nil` for the default.
    public var colour: SheetColour?
    /// Degrees of rotation, -90 to 90.
    public var rotation: Int

    /// A font; what is left out stays as Excel has it.
    public init(
      name: String? = nil, size: Double? = nil, isBold: Bool = false, isItalic: Bool = false,
      colour: SheetColour? = nil, rotation: Int = 0
    ) {
      (self.name, self.size, self.isBold, self.isItalic) = (name, size, isBold, isItalic)
      (self.colour, self.rotation) = (colour, rotation)
    }
  }

  /// Numbers beside or in the bars.
  public struct Labels: Sendable {
    /// Where a label stands.
    public enum Position: Sendable {
      /// In the middle of the bar.
      case centre
      /// In the bar, at its end.
      case insideEnd
      /// In the bar, at its foot.
      case insideBase
      /// Beyond the bar's end (not in stacked charts).
      case outsideEnd
      /// Above the point of a line.
      case above
    }
    /// Where the labels stand; `nil` for Excel's choice.
    public var position: Position?
    /// Excel's number format; `nil` for that of the cells.
    public var numberFormat: String?
    /// The font.
    public var font: Font?
    /// Labels with values.
    public init(position: Position? = nil, numberFormat: String? = nil, font: Font? = nil) {
      (self.position, self.numberFormat, self.font) = (position, numberFormat, font)
    }
  }

  /// One row of numbers.
  public struct Series: Sendable {
    /// The name in the legend.
    public var name: String?
    /// The cells with the categories; `nil` for 1, 2, 3, ….
    public var categories: CellRange?
    /// The cells with the numbers.
    public var values: CellRange
    /// The sheet of both.
    public var sheet: String
    /// The colour of bars or line.
    public var colour: SheetColour?
    /// Colours of single bars, in order; `nil` leaves a bar as it is.
    public var pointColours: [SheetColour?]
    /// Numbers at the bars.
    public var labels: Labels?
    /// The width of a line in points.
    public var lineWidth: Double?

    /// A series of cells on one sheet.
    public init(
      name: String? = nil, sheet: String, categories: CellRange?, values: CellRange,
      colour: SheetColour? = nil,
      pointColours: [SheetColour?] = [], labels: Labels? = nil, lineWidth: Double? = nil
    ) {
      (self.name, self.sheet, self.categories, self.values) = (name, sheet, categories, values)
      (self.colour, self.pointColours, self.labels) = (colour, pointColours, labels)
      self.lineWidth = lineWidth
    }
  }

  /// One of the two axes.
  public struct Axis: Sendable {
    /// The title.
    public var name: String?
    /// The title's font.
    public var nameFont: Font?
    /// The font of the marks.
    public var font: Font?
    /// Excel's number format of the marks.
    public var numberFormat: String?
    /// Whether it runs the other way (a bar chart's categories then read from the top).
    public var isReversed = false
    /// The smallest value.
    public var minimum: Double?
    /// The largest value.
    public var maximum: Double?
    /// The step between marks.
    public var step: Double?
    /// Whether the axis is left out.
    public var isOff = false
    /// Whether lines cross the plot at each mark; `nil` for Excel's choice.
    public var gridlines: Bool?
    /// The gridlines' colour.
    public var gridColour: SheetColour?
    /// Whether the axis itself has no line.
    public var hidesLine = false

    /// Excel's own axis; set what differs.
    public init() {}
    /// An axis made in one expression: `Axis { $0.isReversed = true }`.
    public init(_ change: (inout Axis) -> Void) { change(&self) }
  }

  /// Where the legend stands.
  public enum Legend: Sendable {
    /// Nowhere.
    case none
    /// On the right.
    case right
    /// On the left.
    case left
    /// Above the plot.
    case top
    /// Below the plot.
    case bottom
  }

  /// The kind.
  public var kind: Kind
  /// The title; `nil` for none.
  public var title: String?
  /// The title's font.
  public var titleFont: Font?
  /// The series, at least one.
  public var series: [Series]
  /// The axis with the categories (upright in a bar chart).
  public var categoryAxis = Axis()
  /// The axis with the numbers.
  public var valueAxis = Axis()
  /// The legend.
  public var legend = Legend.bottom
  /// The legend's font.
  public var legendFont: Font?
  /// Series, counted from 0, that the legend leaves out.
  public var seriesOutOfLegend: [Int] = []
  /// The gap between groups of bars, in per cent of a bar (0 to 500).
  public var gap: Int?
  /// How far bars overlap, in per cent (-100 to 100).
  public var overlap: Int?
  /// The width in pixels.
  public var width = 480
  /// The height in pixels.
  public var height = 288
  /// Pixels to the right of its cell's corner.
  public var offsetX = 0
  /// Pixels below its cell's corner.
  public var offsetY = 0
  /// What the chart shows, for people who cannot see it.
  public var altText: String?
  /// Whether the chart has no frame.
  public var hidesFrame = false
  /// The background colour.
  public var background: SheetColour?

  /// A chart of series; set what differs from Excel's own.
  public init(_ kind: Kind, title: String? = nil, series: [Series]) {
    (self.kind, self.title, self.series) = (kind, title, series)
  }
}
