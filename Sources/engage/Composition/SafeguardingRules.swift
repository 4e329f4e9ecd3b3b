import EngageModel
import EngageText

/// Finds texts that may tell of somebody in danger, by the codebooks that the organisation has for that: those that say
/// `safeguarding: yes`, or are called so.
struct SafeguardingRules: Sendable {
  private let scans: [SafeguardingScan]

  /// - Returns: `nil` where none of the codebooks is for that.
  /// - Throws: `DiagnosticsError` with every phrase and pattern that can't be matched.
  init?(_ codebooks: [Codebook]) throws {
    scans = try codebooks.filter { $0.safeguarding || $0.id.rawValue == "safeguarding" }.map { book in
      var book = book
      book.safeguarding = true
      return try SafeguardingScan(book)
    }
    if scans.isEmpty { return nil }
  }

  /// What was found in a text, and by which codebook; `nil` where nothing was.
  func findings(in text: String) -> (codebook: String, themes: [Theme.ID])? {
    for scan in scans {
      let found = scan.themes(of: text)
      if !found.isEmpty { return ("\(scan.codebook.id) v\(scan.codebook.version)", found) }
    }
    return nil
  }
}
