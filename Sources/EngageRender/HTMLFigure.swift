import EngageReport

/// A chart in the page: what it shows in words, then the picture, drawn once more for telephones.
enum HTMLFigure {
  /// - Parameters:
  ///   - heading: the title that stands above the chart already.
  ///   - most: how many bars are drawn; that there are more is said.
  static func markup(
    _ chart: Chart, _ table: Table, id: String, under heading: String? = nil, most: Int? = nil
  ) -> String {
    guard let figures = ChartFigures(chart, table),
      let picture = ChartDrawing.svg(chart, table, id: id, most: most),
      let narrow = ChartDrawing.svg(
        chart, table, id: id + "-narrow", most: most, width: ChartCanvas.narrowWidth)
    else { return "" }
    let words = ChartWords(chart, under: heading)
    let all = figures.categories.count
    let cut = most.flatMap { $0 < all ? "The first \($0) of \(all) are shown." : nil }
    let subtitle = [words.subtitle, cut ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    var caption = ""
    if let title = words.title { caption += "<strong>\(MarkupText.escape(title))</strong>" }
    if !subtitle.isEmpty { caption += "<span class=\"subtitle\">\(MarkupText.escape(subtitle))</span>" }
    if !caption.isEmpty { caption = "<figcaption>\(caption)</figcaption>\n" }
    return """
      <figure>
      \(caption)<div class="usual">
      \(picture)
      </div>
      <div class="narrow">
      \(narrow)
      </div>
      </figure>

      """
  }
}
