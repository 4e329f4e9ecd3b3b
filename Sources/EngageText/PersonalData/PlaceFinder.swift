/// Finds the places of a list in a text: in any case, with or without apostrophes and accents, "St" for "Street".
struct PlaceFinder: Sendable {
  /// By their first words, the longest first.
  private let places: [String: [[String]]]

  /// - Parameter except: places that may be named.
  init(_ names: [String], except: [String]) {
    let open = Set(except.map { PlaceFinder.words($0) })
    var places: [String: [[String]]] = [:]
    for words in Set(names.map { PlaceFinder.words($0) }) where !open.contains(words) {
      if let first = words.first { places[first, default: []].append(words) }
    }
    self.places = places.mapValues { $0.sorted { $0.count > $1.count } }
  }

  func findings(in written: WrittenWords) -> [PersonalDataHint.Finding] {
    guard !places.isEmpty else { return [] }
    let parts = written.words.flatMap { word in
      PlaceFinder.parts(word).map { (word: $0, range: word.range) }
    }
    var found: [PersonalDataHint.Finding] = []
    var position = 0
    while position < parts.count {
      let place = places[parts[position].word]?.first { place in
        parts[position...].prefix(place.count).elementsEqual(place) { $0.word == $1 }
      }
      guard let place, let range = range(of: parts[position..<position + place.count].map(\.range)) else {
        position += 1
        continue
      }
      found.append(PersonalDataHint.Finding(.place, range))
      position += place.count
    }
    return found
  }

  private func range(of ranges: [Range<String.Index>]) -> Range<String.Index>? {
    guard let first = ranges.first, let last = ranges.last else { return nil }
    return first.lowerBound..<last.upperBound
  }

  private static func words(_ name: String) -> [String] { WrittenWords(name).words.flatMap(parts) }

  /// A word without accents and apostrophes, by its hyphens; what is often shortened as it is shortened.
  private static func parts(_ word: WrittenWords.Word) -> [String] {
    NameClues.withoutAccents(word.lowercased).split { $0 == "-" || $0 == "\u{2010}" || $0 == "\u{2011}" }.map
    {
      let plain = $0.filter { $0 != "'" }
      return shortened[plain] ?? plain
    }
  }

  private static let shortened = [
    "street": "st", "saint": "st", "road": "rd", "avenue": "ave", "lane": "ln", "drive": "dr", "close": "cl",
    "crescent": "cres", "square": "sq", "terrace": "terr", "court": "ct", "gardens": "gdns", "mount": "mt",
  ]
}
