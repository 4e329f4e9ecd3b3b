/// The distinct answers of a column, words for "no answer" left out.
struct AnswerValues {
  struct Value: Equatable {
    var text: String
    var count: Int
  }

  /// In the order of their first occurrence.
  var values: [Value]
  /// How many answers there are, those not kept among them.
  var answered: Int
  /// Whether there are answers that are not among `values`.
  var isCut: Bool
  var kinds: CellKinds
  /// Mean length in bytes.
  var meanLength: Double

  /// The answers of a column.
  init(_ profile: ColumnProfile, without missing: Set<String>) {
    values = []
    var gone = 0
    var places: [String: Int] = [:]
    for (text, count) in zip(profile.values, profile.counts) {
      if missing.contains(text) {
        gone += count
      } else if let place = places[text] {
        // The same but for white space at its ends.
        values[place].count += count
      } else {
        places[text] = values.count
        values.append(Value(text: text, count: count))
      }
    }
    answered = profile.filled - gone
    isCut = profile.isCut || profile.long > 0
    kinds = profile.kinds
    meanLength = profile.filled == 0 ? 0 : Double(profile.length) / Double(profile.filled)
  }

  /// Answers from elsewhere, such as the parts of cells.
  init(_ values: [Value]) {
    self.values = values
    answered = values.reduce(0) { $0 + $1.count }
    isCut = false
    kinds = CellKinds()
    meanLength = 0
    for value in values {
      var text = value.text
      text.withUTF8 { kinds.add($0) }
    }
    let count = answered
    let length = values.reduce(0) { $0 + $1.count * $1.text.utf8.count }
    meanLength = count == 0 ? 0 : Double(length) / Double(count)
  }

  /// The answers of several columns together, in the order of the columns.
  init(joining all: [AnswerValues]) {
    var values: [Value] = []
    var places: [String: Int] = [:]
    for value in all.flatMap(\.values) {
      if let place = places[value.text] {
        values[place].count += value.count
      } else {
        places[value.text] = values.count
        values.append(value)
      }
    }
    self.init(values)
    isCut = all.contains { $0.isCut }
  }

  var texts: [String] { values.map(\.text) }
  var distinct: Int { values.count }
  /// Answers that one response alone gave.
  var once: Int { values.count { $0.count == 1 } }
  /// The share of answers that another response gave too.
  var repeated: Double {
    let shared = values.reduce(0) { $0 + ($1.count > 1 ? $1.count : 0) }
    return answered == 0 ? 0 : Double(shared) / Double(answered)
  }

  /// The share of answers that are among those given often: by at least three, and by one in fifty.
  var core: Double {
    let often = max(3, (answered + 49) / 50)
    let count = values.reduce(0) { $0 + ($1.count >= often ? $1.count : 0) }
    return answered == 0 ? 0 : Double(count) / Double(answered)
  }
}
