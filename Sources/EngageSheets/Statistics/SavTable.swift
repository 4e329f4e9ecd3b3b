/// The columns of the table that an SPSS file becomes.
struct SavTable {
  private(set) var columns: [any SavColumn] = []

  init(_ variables: [SavSummary.Variable], isText: [Bool], layout: SavLayout?) {
    let places = Dictionary(
      variables.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    var used: Set<Int> = []
    for column in layout?.columns ?? [] {
      guard
        let own = OwnSavColumn(column, missing: layout?.missing ?? [], places: places, variables: variables)
      else { continue }
      used.formUnion(own.uses)
      columns.append(own)
    }
    // Variables that somebody added to a file that Engage wrote, and all of any other file.
    for (index, variable) in variables.enumerated() where !used.contains(index) {
      columns.append(ForeignSavColumn(variable, place: index, isText: isText[index]))
    }
  }
}

/// A column of the table.
protocol SavColumn {
  var heading: String { get }
  var label: String { get }
  /// The cell of a row, as UTF-8.
  func cell(_ row: SavRow) -> [UInt8]
}

/// How a number of an SPSS file is written in a cell.
enum SavCell {
  /// With as few digits as give the same number back.
  static func number(_ value: Double) -> String {
    if value.isNaN { return "" }
    return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : value.description
  }

  /// `2019-09-24`; `nil` for what is no day.
  static func day(_ seconds: Double) -> String? {
    guard seconds.isFinite, abs(seconds) < 1e12 else { return nil }
    return civil(Int((seconds / 86_400).rounded(.down)) - SavTime.daysBefore1970)
  }

  /// `19:30:00`; more than 24 hours are possible.
  static func time(_ seconds: Double) -> String? {
    guard seconds.isFinite, abs(seconds) < 1e12 else { return nil }
    let whole = Int(abs(seconds))
    let fraction = abs(seconds) - Double(whole)
    var text = (seconds < 0 ? "-" : "") + "\(two(whole / 3600)):\(two(whole / 60 % 60)):\(two(whole % 60))"
    if fraction > 0 { text += String(fraction.description.dropFirst()) }
    return text
  }

  /// `2019-09-24T19:30:00`
  static func moment(_ seconds: Double) -> String? {
    guard let day = day(seconds) else { return nil }
    let rest = seconds - (seconds / 86_400).rounded(.down) * 86_400
    return time(rest).map { "\(day)T\($0)" }
  }

  /// The day of the Gregorian calendar, after Howard Hinnant's `civil_from_days` (2013).
  private static func civil(_ days: Int) -> String {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let year = yearOfEra + era * 400 + (month < 10 ? 0 : 1)
    let yearText = String(year)
    return String(repeating: "0", count: max(0, 4 - yearText.count)) + yearText + "-"
      + two(month < 10 ? month + 3 : month - 9) + "-" + two(dayOfYear - (153 * month + 2) / 5 + 1)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

  /// How numbers of a format are written in cells.
  static func words(format: String) -> (Double) -> String? {
    switch format.uppercased().prefix(while: \.isLetter) {
    case "DATE", "ADATE", "EDATE", "JDATE", "SDATE", "QYR", "MOYR", "WKYR": day
    case "DATETIME", "YMDHMS": moment
    case "TIME", "DTIME", "MTIME": time
    default: number
    }
  }
}

/// A variable of a file that another program wrote: a column of its own.
struct ForeignSavColumn: SavColumn {
  let heading: String
  let label: String
  private let place: Int
  private let isText: Bool
  private let labels: [String: [UInt8]]
  private let missing: [ClosedRange<Double>]
  private let missingTexts: Set<String>
  private let words: (Double) -> String?

  init(_ variable: SavSummary.Variable, place: Int, isText: Bool) {
    heading = variable.name
    label = variable.label ?? ""
    self.place = place
    self.isText = isText
    missing = variable.missing
    missingTexts = Set(variable.missingTexts)
    words = SavCell.words(format: variable.format)
    var uses: [String: Int] = [:]
    for meaning in variable.valueLabels { uses[meaning.label, default: 0] += 1 }
    labels = Dictionary(
      variable.valueLabels.map { meaning in
        let isUnique = uses[meaning.label] == 1
        return (meaning.value, Array((isUnique ? meaning.label : "\(meaning.label) (\(meaning.value))").utf8))
      }, uniquingKeysWith: { first, _ in first })
  }

  func cell(_ row: SavRow) -> [UInt8] {
    if isText {
      if labels.isEmpty, missingTexts.isEmpty { return row.texts[place] }
      let text = String(decoding: row.texts[place], as: UTF8.self)
      return labels[text] ?? (missingTexts.contains(text) ? [] : row.texts[place])
    }
    let value = row.numbers[place]
    if value.isNaN { return [] }
    if !labels.isEmpty, let label = labels[SavCell.number(value)] { return label }
    if missing.contains(where: { $0.contains(value) }) { return [] }
    return Array((words(value) ?? SavCell.number(value)).utf8)
  }
}

/// A column of the table that Engage made the file from.
struct OwnSavColumn: SavColumn {
  let heading: String
  let label: String
  /// The places of all variables it is made of.
  let uses: [Int]
  private let form: SavLayout.Column.Form
  private let places: [Int]
  private let reason: Int?
  private let words: [[UInt8]]
  private let wordOf: [Int: [UInt8]]
  private let missing: [[UInt8]]
  private let missingFrom: Int?
  private let number: (Double) -> String?

  /// - Returns: `nil` where a variable is no longer in the file, or the column's description is damaged.
  init?(
    _ column: SavLayout.Column, missing: [String], places all: [String: Int],
    variables: [SavSummary.Variable]
  ) {
    let found = column.variables.compactMap { all[$0] }
    guard found.count == column.variables.count, let first = found.first else { return nil }
    let needed = column.form == .value ? column.codes.count : column.form == .text ? 0 : found.count
    guard column.words.count == needed, abs(Double(column.missingFrom ?? 0)) < 1e15 else { return nil }
    heading = column.heading
    label = variables[first].label ?? ""
    form = column.form
    places = found
    reason = column.reason.flatMap { all[$0] }
    uses = found + [reason].compactMap { $0 }
    words = column.words.map { Array($0.utf8) }
    wordOf = Dictionary(zip(column.codes, words), uniquingKeysWith: { first, _ in first })
    self.missing = missing.map { Array($0.utf8) }
    missingFrom = column.missingFrom
    number = SavCell.words(format: variables[first].format)
  }

  func cell(_ row: SavRow) -> [UInt8] {
    switch form {
    case .value: value(row.numbers[places[0]])
    case .ticks: ticks(row)
    case .places: ranking(row)
    case .text: text(row)
    }
  }

  private func missingWord(_ value: Double) -> [UInt8]? {
    guard let missingFrom, abs(value) < 1e15, let code = Int(exactly: value) else { return nil }
    let index = missingFrom - code
    return missing.indices.contains(index) ? missing[index] : nil
  }

  private func value(_ value: Double) -> [UInt8] {
    if value.isNaN { return [] }
    if let code = Int(exactly: value), let word = wordOf[code] { return word }
    return missingWord(value) ?? Array((number(value) ?? SavCell.number(value)).utf8)
  }

  private func ticks(_ row: SavRow) -> [UInt8] {
    let first = row.numbers[places[0]]
    if first.isNaN { return [] }
    if let word = missingWord(first) { return word }
    let chosen = places.indices.filter { row.numbers[places[$0]] == 1 }
    return joined(chosen)
  }

  private func ranking(_ row: SavRow) -> [UInt8] {
    let ranked = places.indices.filter { row.numbers[places[$0]] > 0 }
      .sorted { row.numbers[places[$0]] < row.numbers[places[$1]] }
    if !ranked.isEmpty { return joined(ranked) }
    // A ranking without any place is all zeros; a choice without a place among others is system-missing.
    let first = row.numbers[places[0]]
    return first == 0 ? joined([]) : missingWord(first) ?? []
  }

  /// Words joined by `;`; none at all are a lone `;`, since an empty cell is no answer.
  private func joined(_ indices: [Int]) -> [UInt8] {
    if indices.isEmpty { return [UInt8(ascii: ";")] }
    var cell: [UInt8] = []
    for index in indices {
      if !cell.isEmpty { cell.append(UInt8(ascii: ";")) }
      cell += words[index]
    }
    return cell
  }

  private func text(_ row: SavRow) -> [UInt8] {
    var cell: [UInt8] = []
    for place in places { cell += row.texts[place] }
    if cell.isEmpty, let reason { return missingWord(row.numbers[reason]) ?? [] }
    return cell
  }
}
