import EngageReport

/// What is written over a chart, without what has just been read above it.
struct ChartWords {
  /// `nil` where the heading said it already.
  var title: String?
  var subtitle: String

  /// - Parameter heading: the title of the table the chart stands with; `nil` where it stands alone.
  init(_ chart: Chart, under heading: String? = nil) {
    let isSaid = heading.map { Self.same($0, chart.title) } ?? false
    title = isSaid || chart.title.isEmpty ? nil : chart.title
    subtitle = chart.subtitle
    for said in [heading, chart.title].compactMap({ $0 }) { subtitle = Self.without(said, subtitle) }
  }

  /// A text without the words it opens with, if a sentence ends there.
  private static func without(_ opening: String, _ text: String) -> String {
    let words = bare(opening)
    guard !words.isEmpty, text.lowercased().hasPrefix(words.lowercased()) else { return text }
    let rest = text.dropFirst(words.count)
    guard let mark = rest.first else { return "" }
    guard ".?!".contains(mark) else { return text }
    let sentences = rest.drop { ".?!".contains($0) }
    guard let blank = sentences.first else { return "" }
    return blank == " " ? String(sentences.dropFirst()) : text
  }

  private static func same(_ left: String, _ right: String) -> Bool {
    bare(left).lowercased() == bare(right).lowercased()
  }

  /// Without the marks at its end.
  private static func bare(_ text: String) -> String {
    guard let last = text.lastIndex(where: { !" .?!".contains($0) }) else { return "" }
    return String(text[...last])
  }
}
