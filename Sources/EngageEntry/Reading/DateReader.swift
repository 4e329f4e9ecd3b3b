import EngageModel

/// Reads days and times of day.
enum DateReader {
  /// Reads `2019-09-24`, `24/9/2019`, `24.9.2019`, `24 September 2019`.
  /// - Throws: `EntryRefusal`.
  static func read(_ line: String) throws(EntryRefusal) -> CalendarDate {
    if let date = CalendarDate(line) { return date }
    let parts = line.split { "/.- ,\t".contains($0) }.map(String.init)
    let refusal = EntryRefusal("Type a date such as 24/9/2019 or 2019-09-24: day, month, year in full.")
    guard parts.count == 3, let day = day(parts[0]), parts[2].isDigits, parts[2].count == 4,
      let month = month(parts[1]), let year = Int(parts[2])
    else { throw refusal }
    guard let date = CalendarDate(year: year, month: month, day: day) else {
      throw EntryRefusal("There is no such day. Type day, month and year, such as 24/9/2019.")
    }
    return date
  }

  /// Reads `9:30`, `09:30`, `9.30`, `09:30:15`.
  /// - Returns: seconds since midnight.
  /// - Throws: `EntryRefusal`.
  static func time(_ line: String) throws(EntryRefusal) -> Int {
    let parts = line.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "." }.map(String.init)
    let numbers = parts.filter { $0.isDigits && $0.count <= 2 }.compactMap { Int($0) }
    guard (2...3).contains(parts.count), numbers.count == parts.count, numbers[0] < 24,
      numbers.dropFirst().allSatisfy({ $0 < 60 }), parts[1].count == 2
    else { throw EntryRefusal("Type a time such as 14:30, from 00:00 to 23:59.") }
    return numbers[0] * 3600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
  }

  private static func day(_ written: String) -> Int? {
    let word = written.lowercased()
    let bare = ["st", "nd", "rd", "th"].contains { word.hasSuffix($0) } ? String(word.dropLast(2)) : word
    return bare.isDigits && bare.count <= 2 ? Int(bare) : nil
  }

  private static func month(_ written: String) -> Int? {
    if written.isDigits && written.count <= 2 { return Int(written) }
    guard written.count >= 3 else { return nil }
    let word = written.lowercased()
    return AnswerWords.months.firstIndex {
      $0.lowercased().hasPrefix(word) || (word == "sept" && $0 == "September")
    }
    .map { $0 + 1 }
  }
}
