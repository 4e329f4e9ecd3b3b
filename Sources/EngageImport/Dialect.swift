import EngageModel

/// A way of writing responses into a table: which columns there are, and what they hold.
///
/// A new dialect is a type of its own and a line in ``dialects``; what follows the headings (cells to answers,
/// checks, batches) is the same for all.
protocol Dialect: Sendable {
  /// `engage`
  var name: String { get }

  /// Whether the headings look like this dialect, and a sentence that says why; `nil` if they do not.
  func evidence(in headings: [String], options: ImportOptions) -> String?

  /// What each column holds, and everything wrong with the headings.
  func layout(of headings: [String], options: ImportOptions) -> ColumnLayout
}

/// All dialects, the most particular first.
let dialects: [any Dialect] = [EngageDialect()]

/// Engage's own layout: a column for each question, by name or label.
struct EngageDialect: Dialect {
  let name = "engage"

  func evidence(in headings: [String], options: ImportOptions) -> String? {
    let known = layout(of: headings, options: options).columns.count { !$0.roles.isEmpty }
    return "\(known) of \(headings.count) headings are known"
  }

  func layout(of headings: [String], options: ImportOptions) -> ColumnLayout {
    HeadingMatcher(options: options).layout(of: headings)
  }
}
