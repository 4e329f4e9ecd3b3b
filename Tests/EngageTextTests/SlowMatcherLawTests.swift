import EngageModel
import EngageTesting
import EngageText
import Testing

@Suite struct SlowMatcherLawTests {
  private static let letters = [
    "a", "b", "A", "é", "É", "e", "ö", "Ö", "ł", "Ł", "1", "ш", "Ш", "ਸ", "ੂ", "longwords", "Longw", "_", "σ",
    "ς",
  ]
  private static let others = [
    " ", " ", " ", "  ", "\n", "\u{a0}", "-", "'", "’", "&", "+", "#", ".", "👍", "£",
  ]

  private static func text(of length: Int, _ generator: inout SeededGenerator) -> String {
    var text = ""
    for _ in 0..<length {
      let pool = Int.random(in: 0..<10, using: &generator) < 6 ? letters : others
      text += pool[Int.random(in: 0..<pool.count, using: &generator)]
    }
    return text
  }

  /// A piece of a text with some change, so that matches are frequent; `*` only where it may stand.
  private static func phrase(from text: String, _ generator: inout SeededGenerator) -> String {
    let scalars = Array(text.unicodeScalars)
    let start = Int.random(in: 0..<scalars.count, using: &generator)
    let end = min(scalars.count, start + Int.random(in: 1...6, using: &generator))
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[start..<end])
    var phrase = String(view)
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: phrase = phrase.uppercased()
    case 1: phrase = phrase.lowercased()
    default: break
    }
    if Bool.random(using: &generator), let last = phrase.unicodeScalars.last,
      last.properties.isAlphabetic || last == "1"
    {
      phrase += "*"
    }
    return phrase
  }

  @Test(arguments: [Matching.Accents.fold, .keep])
  func theMatcherFindsWhatTheObviousWayFinds(accents: Matching.Accents) throws {
    var generator = SeededGenerator(seed: accents == .fold ? 20 : 21)
    let slow = SlowMatcher(accents: accents)
    var matches = 0
    var tried = 0
    for _ in 0..<1_000 {
      let texts = (0..<10).map { _ in
        SlowMatcherLawTests.text(of: Int.random(in: 1...14, using: &generator), &generator)
      }
      let phrases = texts.map { SlowMatcherLawTests.phrase(from: $0, &generator) }
        .filter { phrase in phrase.contains { !$0.isWhitespace } }
      let codebook = Codebook(
        id: "random", matching: Matching(stems: .none, accents: accents),
        themes: phrases.enumerated().map { index, phrase in
          Theme(id: Theme.ID(String(index)), title: phrase, match: [.phrase(phrase)])
        })
      guard let coder = try? ThemeCoder(codebook) else { continue }
      for text in texts {
        let expected = phrases.indices.filter { slow.occurs(phrases[$0], in: text) }
        let found = coder.themes(of: text).compactMap { Int($0.rawValue) }
        #expect(found == expected, "\(text.debugDescription) with \(phrases.map(\.debugDescription))")
        matches += found.count
        tried += 1
      }
    }
    #expect(tried > 8_000)
    #expect(matches > tried / 2)
  }
}
