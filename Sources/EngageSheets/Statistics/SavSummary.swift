/// What an SPSS data file holds, and how it was turned into a table of text.
public struct SavSummary: Sendable {
  /// A variable as its file describes it.
  public struct Variable: Sendable, Hashable {
    /// The variable's name.
    public var name: String
    /// What people read in its place; `nil` without one.
    public var label: String?
    /// SPSS's format, such as `F8.2`, `A40`, `SDATE10`.
    public var format: String
    /// What may be done with its values; `nil` where the file does not say.
    public var measure: SavVariable.Measure?
    /// What single values mean: numbers as they are written in cells, or texts.
    public var valueLabels: [(value: String, label: String)]
    /// Numbers that stand for missing answers.
    public var missing: [ClosedRange<Double>]
    /// Texts that stand for missing answers.
    public var missingTexts: [String]

    public static func == (one: Variable, other: Variable) -> Bool {
      one.name == other.name && one.label == other.label && one.format == other.format
        && one.measure == other.measure && one.missing == other.missing
        && one.missingTexts == other.missingTexts
        && one.valueLabels.elementsEqual(other.valueLabels) { $0.value == $1.value && $0.label == $1.label }
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
  }

  /// The file's title; `nil` without one.
  public internal(set) var label: String?
  /// How the file's bytes stand for characters, as it says itself: `UTF-8`, `WINDOWS-1252`.
  public internal(set) var encoding = ""
  /// How many rows it has.
  public internal(set) var rows = 0
  /// All variables, in order.
  public internal(set) var variables: [Variable] = []
  /// The file's documents, line by line.
  public internal(set) var notes: [String] = []
  /// Whether Engage wrote it: then its table has Engage's own layout.
  public internal(set) var isEngageOwn = false
  /// What stands above the columns of the table.
  public internal(set) var headings: [String] = []
  /// Rows of headings: names, then labels.
  public let headerRows = 2

  /// Sentences that say how the file was understood.
  public var evidence: [String] {
    func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }
    var said = [
      "an SPSS data file in \(encoding): \(counted(variables.count, "variable")), \(counted(rows, "row"))"
    ]
    if isEngageOwn {
      said.append("Engage wrote it: \(counted(headings.count, "column"))")
      return said
    }
    let labelled = variables.count { !$0.valueLabels.isEmpty }
    if labelled > 0 {
      said.append("\(counted(labelled, "variable")) with labelled values: cells hold the labels")
    }
    let missing = variables.count { !$0.missing.isEmpty || !$0.missingTexts.isEmpty }
    if missing > 0 {
      said.append(
        "\(counted(missing, "variable")) with values for missing answers: cells hold their labels, or nothing"
      )
    }
    return said
  }
}
