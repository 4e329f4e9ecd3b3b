/// Findings of several clues as one list.
enum Findings {
  typealias Finding = PersonalDataHint.Finding

  /// In the order of the text, without overlaps: what overlaps becomes one finding over all of it, of the surest kind,
  /// among equals of the longest.
  static func merged(_ findings: [Finding], in text: String) -> [Finding] {
    let sorted = findings.sorted {
      ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
    }
    var merged: [Finding] = []
    var chosen: Finding?
    for finding in sorted where !finding.range.isEmpty {
      guard let last = merged.last, let choice = chosen, finding.range.lowerBound < last.range.upperBound
      else {
        merged.append(finding)
        chosen = finding
        continue
      }
      let best = isSurer(finding, than: choice, in: text) ? finding : choice
      let end = max(last.range.upperBound, finding.range.upperBound)
      merged[merged.count - 1] = Finding(best.kind, last.range.lowerBound..<end, best.certainty)
      chosen = best
    }
    return merged
  }

  private static func isSurer(_ finding: Finding, than other: Finding, in text: String) -> Bool {
    if finding.certainty != other.certainty { return finding.certainty == .certain }
    return text.utf8[finding.range].count > text.utf8[other.range].count
  }
}
