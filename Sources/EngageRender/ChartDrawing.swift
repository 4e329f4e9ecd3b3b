import EngageColumns
public import EngageReport

/// Draws charts as SVG, in the colours of the government Analysis Function: readable in greyscale, nothing told
/// by colour alone.
public enum ChartDrawing {
  /// A chart as an SVG document of its own, title and subtitle included.
  /// - Returns: `nil` where the table is withheld, has no rows or lacks a column of the chart.
  public static func renderChart(_ chart: Chart, _ table: Table) -> String? {
    guard let body = svg(chart, table, id: MarkupText.identifier("chart", chart.name), isDocument: true)
    else { return nil }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + body + "\n"
  }

  /// The `svg` element. In a page the title stands beside it, as text of the page.
  /// - Parameters:
  ///   - most: how many categories are drawn, from the first on.
  ///   - width: in CSS pixels.
  static func svg(
    _ chart: Chart, _ table: Table, id: String, isDocument: Bool = false, most: Int? = nil,
    width: Double = ChartCanvas.usualWidth
  ) -> String? {
    guard var figures = ChartFigures(chart, table) else { return nil }
    if let most { figures.categories = Array(figures.categories.prefix(most)) }
    var canvas = ChartCanvas(width: width)
    if isDocument { canvas.title(chart) }
    switch chart.kind {
    case .bar: canvas.bars(figures)
    case .stackedBar: canvas.stackedBars(figures)
    case .column: canvas.columns(figures)
    }
    let width = Int(canvas.width.rounded(.up))
    let height = Int(canvas.bottom.rounded(.up))
    let background =
      isDocument ? "<rect width=\"\(width)\" height=\"\(height)\" fill=\"#FFFFFF\"/>\n" : ""
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" \
      height="\(height)"\(isDocument ? "" : " preserveAspectRatio=\"xMinYMin meet\"") role="img" aria-labelledby="\(id)-title \(id)-desc" \
      font-family="Arial, Helvetica, sans-serif" font-size="14">
      <title id="\(id)-title">\(MarkupText.escape(chart.title))</title>
      <desc id="\(id)-desc">\(MarkupText.escape(chart.alt))</desc>
      \(background)\(canvas.elements.joined(separator: "\n"))
      </svg>
      """
  }
}

/// Elements of a picture, put down from top to bottom.
struct ChartCanvas {
  /// In CSS pixels; heights follow from what is drawn.
  static let usualWidth = 640.0
  /// For telephones.
  static let narrowWidth = 340.0

  static let ink = "#0B0C0C"
  static let quiet = "#505A5F"
  static let axis = "#B1B4B6"

  var width: Double
  var elements: [String] = []
  var bottom = 4.0

  init(width: Double) { self.width = width }

  static func colour(_ series: Int, of count: Int) -> String {
    let palette =
      count <= 2
      ? ["#12436D", "#F46A25"] : ["#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1"]
    return palette[series % palette.count]
  }

  /// How wide text of a size is, reckoned from above.
  static func textWidth(_ text: String, size: Double = 14) -> Double {
    Double(DisplayWidth.of(text)) * size * 0.55
  }

  /// Text broken to a width in pixels.
  static func wrap(_ text: String, width: Double, size: Double = 14) -> [String] {
    TextLayout.lines(text, width: max(3, Int(width / (size * 0.55))))
  }

  mutating func title(_ chart: Chart) {
    for line in Self.wrap(chart.title, width: width, size: 18) {
      bottom += 22
      text(line, x: 0, y: bottom - 5, size: 18, weight: "bold")
    }
    let subtitle = ChartWords(chart).subtitle
    guard !subtitle.isEmpty else {
      bottom += 8
      return
    }
    for line in Self.wrap(subtitle, width: width) {
      bottom += 18
      text(line, x: 0, y: bottom - 4, colour: Self.quiet)
    }
    bottom += 12
  }

  mutating func text(
    _ words: String, x: Double, y: Double, size: Double = 14, colour: String = ChartCanvas.ink,
    anchor: String = "start", weight: String? = nil
  ) {
    let bold = weight.map { " font-weight=\"\($0)\"" } ?? ""
    let scale = size == 14 ? "" : " font-size=\"\(Self.number(size))\""
    let place = anchor == "start" ? "" : " text-anchor=\"\(anchor)\""
    elements.append(
      "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" fill=\"\(colour)\"\(scale)\(place)\(bold)>"
        + MarkupText.escape(words) + "</text>")
  }

  mutating func box(x: Double, y: Double, width: Double, height: Double, colour: String) {
    elements.append(
      "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(width))\" "
        + "height=\"\(Self.number(height))\" fill=\"\(colour)\"/>")
  }

  mutating func line(x1: Double, y1: Double, x2: Double, y2: Double) {
    elements.append(
      "<line x1=\"\(Self.number(x1))\" y1=\"\(Self.number(y1))\" x2=\"\(Self.number(x2))\" "
        + "y2=\"\(Self.number(y2))\" stroke=\"\(Self.axis)\"/>")
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded()
      ? String(Int(value)) : Wording.decimal(value, places: 2, grouped: false)
  }
}
