internal import EngageModel
internal import EngageReport

/// Numbers, dates and times in bands, the outermost open.
enum NumberBands {
  /// The most different numbers that are told one by one.
  private static let mostSingle = 200

  /// - Parameters:
  ///   - numbers: the different answers, ascending.
  ///   - counts: how many gave each.
  ///   - alike: so many must share an open band at either end.
  static func hierarchy(
    of question: Question, numbers: [Double], counts: [Int], alike: Int
  ) -> RecordHierarchy {
    let levels: [RecordHierarchy.Level] =
      switch question.type {
      case .date: dates(numbers)
      case .time: times(numbers)
      default: bands(numbers, counts, alike)
      }
    return RecordHierarchy(question, codeCount: numbers.count + 1, levels: levels)
  }

  private static func bands(_ numbers: [Double], _ counts: [Int], _ alike: Int) -> [RecordHierarchy.Level] {
    var levels: [RecordHierarchy.Level] = []
    if numbers.count <= mostSingle {
      levels.append(
        RecordHierarchy.level("as answered", grain: 0, answers: numbers.count) {
          let words = text(numbers[$0])
          return Choice(id: Choice.ID(words), label: LocalizedText(words))
        })
    }
    guard let first = numbers.first, let last = numbers.last, last > first else { return levels }
    let unit = unit(of: last - first)
    for factor in [5.0, 10, 20, 100] {
      let width = factor * unit
      guard width < 2 * (last - first) else { continue }
      let ends = openEnds(numbers, counts, width: width, alike: alike)
      levels.append(
        RecordHierarchy.level("in bands of \(text(width))", grain: width, answers: numbers.count) {
          band(of: numbers[$0], width: width, ends)
        })
    }
    return levels
  }

  /// The power of ten by which some ten bands of 5 cover the numbers.
  private static func unit(of span: Double) -> Double {
    var unit = 1.0
    while span >= 200 * unit { unit *= 10 }
    while span < 5 * unit, unit > 1e-6 { unit /= 10 }
    return unit
  }

  /// The band numbers below which, and from which, all are one band.
  private static func openEnds(
    _ numbers: [Double], _ counts: [Int], width: Double, alike: Int
  ) -> (low: Double, high: Double) {
    var low = (numbers.first.map { $0 / width } ?? 0).rounded(.down)
    var count = 0
    for (number, times) in zip(numbers, counts) {
      low = (number / width).rounded(.down) + 1
      count += times
      if count >= alike { break }
    }
    var high = low
    count = 0
    for (number, times) in zip(numbers, counts).reversed() {
      high = (number / width).rounded(.down)
      count += times
      if count >= alike { break }
    }
    return (low, high)
  }

  private static func band(of number: Double, width: Double, _ ends: (low: Double, high: Double)) -> Choice {
    let place = (number / width).rounded(.down)
    func choice(_ words: String, _ name: String) -> Choice {
      Choice(id: Choice.ID(name), label: LocalizedText(words))
    }
    // Where both ends meet there is nothing between them that could be told apart.
    if ends.low >= ends.high { return choice("any number", "any") }
    if place < ends.low {
      return choice("under \(text(ends.low * width))", "under_\(text(ends.low * width))")
    }
    if place >= ends.high {
      return choice("\(text(ends.high * width)) or more", "\(text(ends.high * width))_or_more")
    }
    let from = text(place * width)
    let to = text((place + 1) * width)
    return choice("\(from) to under \(to)", "\(from)_to_under_\(to)")
  }

  private static func dates(_ days: [Double]) -> [RecordHierarchy.Level] {
    func level(_ name: String, _ grain: Double, _ words: (CalendarDate) -> String) -> RecordHierarchy.Level {
      RecordHierarchy.level(name, grain: grain, answers: days.count) {
        let words = words(CalendarDate(daysSince1970: Int(days[$0])))
        return Choice(id: Choice.ID(words), label: LocalizedText(words))
      }
    }
    return [
      level("by day", 0) { $0.description }, level("by month", 1) { String($0.description.prefix(7)) },
      level("by quarter", 2) { "\($0.description.prefix(4))-Q\(($0.month + 2) / 3)" },
      level("by year", 3) { String($0.description.prefix(4)) },
    ]
  }

  private static func times(_ seconds: [Double]) -> [RecordHierarchy.Level] {
    func level(_ name: String, hours: Int) -> RecordHierarchy.Level {
      RecordHierarchy.level(name, grain: Double(hours), answers: seconds.count) {
        let first = Int(seconds[$0]) / 3600 / hours * hours
        let words = hours == 1 ? "\(first):00" : "\(first):00 to \(first + hours):00"
        return Choice(id: Choice.ID(words), label: LocalizedText(words))
      }
    }
    return [level("by the hour", hours: 1), level("by six hours", hours: 6)]
  }

  /// A number without needless decimals.
  static func text(_ number: Double) -> String {
    if number == number.rounded(), number.magnitude < 1e15 { return String(Int(number)) }
    var words = Wording.decimal(number, places: 6, grouped: false)
    while words.hasSuffix("0") { words.removeLast() }
    return words.hasSuffix(".") ? String(words.dropLast()) : words
  }
}
