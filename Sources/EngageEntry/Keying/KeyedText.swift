/// A text as two people may key it: what of it makes a difference.
///
/// The same are texts that are canonically equivalent in Unicode once white space at the ends is dropped, any other
/// run of it is one blank, and typographic quotation marks and apostrophes are plain ones: keyboards differ in
/// these, not readers. Every other character counts, capitals and punctuation too.
struct KeyedText: Hashable {
  /// The text as it is compared.
  let words: String

  init(_ text: String) {
    words = text.split(whereSeparator: \.isWhitespace).map { word in
      String(word.map(KeyedText.plain))
    }.joined(separator: " ")
  }

  private static func plain(_ character: Character) -> Character {
    switch character {
    case "‘", "’", "‛", "ʼ", "`", "´": "'"
    case "“", "”", "„", "‟", "«", "»": "\""
    default: character
    }
  }

  /// The most pairs of characters that are compared one by one.
  private static let largest = 25_000_000

  /// How much of two texts is the same, from 0 to 1: one less the fewest characters to be put in, taken out or
  /// replaced to make one of the other (Levenshtein 1966), as a share of the longer. `nil` for texts that are too
  /// long to compare so.
  func similarity(to other: KeyedText) -> Double? {
    var (one, two) = (Array(words)[...], Array(other.words)[...])
    let longer = max(one.count, two.count)
    guard longer > 0 else { return 1 }
    while let first = one.first, first == two.first { (one, two) = (one.dropFirst(), two.dropFirst()) }
    while let last = one.last, last == two.last { (one, two) = (one.dropLast(), two.dropLast()) }
    guard one.count * two.count <= KeyedText.largest else { return nil }
    return 1 - Double(KeyedText.distance(Array(one), Array(two))) / Double(longer)
  }

  private static func distance(_ one: [Character], _ two: [Character]) -> Int {
    var row = Array(0...two.count)
    for (line, character) in one.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for column in two.indices {
        let replaced = diagonal + (character == two[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
      }
    }
    return row[two.count]
  }
}
