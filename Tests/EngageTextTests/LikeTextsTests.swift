import EngageTesting
import EngageText
import Testing

@Suite struct LikeTextsTests {
  private func shingled(_ texts: [String], shortest: Int = 3, shortestCopy: Int = 1) -> ShingledTexts {
    var shingled = ShingledTexts(shortest: shortest, shortestCopy: shortestCopy)
    for text in texts { shingled.add(Array(text.utf8).span) }
    return shingled
  }

  private func groups(
    _ texts: [String], similarity: Double = 0.5, shortest: Int = 3, shortestCopy: Int = 1
  ) -> Set<Set<Int>> {
    let roots = shingled(texts, shortest: shortest, shortestCopy: shortestCopy).groups(atLeast: similarity)
    return Set(Dictionary(grouping: roots.indices) { roots[$0] }.values.map(Set.init))
  }

  @Test(arguments: [
    ("Please don't close it!", "PLEASE DON’T CLOSE IT", true), ("close the\nclub", "Close  the club.", true),
    ("naïve cafés here", "naive cafes here", false), ("a b c", "a b d", false), ("", "", true),
    ("Dzień dobry państwu", "dzień dobry, państwu", true), ("snake_case here", "snake case here", false),
  ])
  func copiesAreTheSameButForCapitalsAndPunctuation(one: String, other: String, areCopies: Bool) {
    #expect((groups([one, other], shortestCopy: 0).count == 1) == areCopies)
  }

  @Test func likenessIsJaccardsIndexOfThreeWordRuns() {
    // abc bcd cde def against abc bcd cdx dxf: 2 of 6.
    let texts = shingled(["a b c d e f", "a b c d x f", "A b c d e, f", "a a a a", "y"])
    #expect(texts.similarities(of: 0, to: [0, 1, 2, 3, 4]) == [1, 2.0 / 6, 1, 0, 0])
    #expect(groups(["a b c d e f", "a b c d x f"], similarity: 1.0 / 3).count == 1)
    #expect(groups(["a b c d e f", "a b c d x f"], similarity: 0.34).count == 2)
  }

  @Test func aRunThatComesTwiceCountsOnce() {
    // aaa against aaa aab: 1 of 2.
    #expect(shingled(["a a a a a", "a a a b"]).similarities(of: 0, to: [1]) == [0.5])
    #expect(groups(["a a a a a", "a a a b"]).count == 1)
  }

  @Test func shortTextsAreComparedWithTheirCopiesOnly() {
    let texts = ["one two three four", "one two three", "One two three four!", "two words", "two words"]
    #expect(groups(texts, shortest: 10) == [[0, 2], [1], [3, 4]])
    #expect(shingled(texts, shortest: 10, shortestCopy: 3).count == 3)
  }

  @Test func textsLinkedByAChainAreOneGroup() {
    let words = (0..<60).map { "w\($0)" }
    let texts = [0, 10, 20, 30].map { words[$0..<$0 + 30].joined(separator: " ") }
    // Neighbours share 18 of 38 runs, the first and the third 8 of 48.
    #expect(groups(texts, similarity: 0.45).count == 1)
    #expect(groups([texts[0], texts[2]], similarity: 0.45).count == 2)
    #expect(groups(texts, similarity: 0.5).count == 4)
  }

  /// Against comparing all with all.
  @Test(arguments: [0.3, 0.5, 0.6, 0.8, 1], [1, 2, 3] as [UInt64])
  func noTwoThatAreAlikeAreMissed(similarity: Double, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let texts = LikeTextsTests.versions(count: 300, using: &generator)
    let sets = texts.map(LikeTextsTests.runs)
    var group = Array(texts.indices)
    for one in texts.indices {
      for other in 0..<one where group[one] != group[other] {
        let both = Double(sets[one].intersection(sets[other]).count)
        guard both >= similarity * Double(sets[one].union(sets[other]).count) else { continue }
        let (from, to) = (group[one], group[other])
        for text in texts.indices where group[text] == from { group[text] = to }
      }
    }
    let expected = Set(Dictionary(grouping: group.indices) { group[$0] }.values.map(Set.init))
    #expect(groups(texts, similarity: similarity) == expected)
    #expect(expected.count > 1)
    let order = Array(texts.indices).shuffled(using: &generator)
    let shuffled = groups(order.map { texts[$0] }, similarity: similarity)
    #expect(Set(shuffled.map { Set($0.map { order[$0] }) }) == expected)
  }

  @Test func addedTogetherIsAddedOneByOne() {
    var generator = SeededGenerator(seed: 9)
    let texts = LikeTextsTests.versions(count: 60, using: &generator)
    var parts = shingled(Array(texts[..<20]))
    parts.append(shingled(Array(texts[20...])))
    #expect(parts.groups(atLeast: 0.5) == shingled(texts).groups(atLeast: 0.5))
  }

  /// Would be slow if every version were compared with all before.
  @Test(.timeLimit(.minutes(1))) func thousandsOfVersionsOfOneLetterAreOneGroup() {
    let letter = (0..<80).map { "word\($0)" }
    let texts = (0..<10_000).map { number -> String in
      var words = letter
      words[number % 80] = "name\(number % 613)"
      return words.joined(separator: " ")
    }
    #expect(Set(shingled(texts).groups(atLeast: 0.5)) == [0])
  }

  @Test func nothingIsInNoGroup() {
    #expect(groups([]).isEmpty)
    #expect(groups(["", "a"], shortestCopy: 2).isEmpty)
  }

  /// A dozen letters, words replaced, left out and added here and there.
  private static func versions(count: Int, using generator: inout SeededGenerator) -> [String] {
    let letters = (0..<12).map { letter in
      (0..<Int.random(in: 8...40, using: &generator)).map { _ in
        "w\(Int.random(in: 0..<30, using: &generator) + letter * 10)"
      }
    }
    return (0..<count).map { _ in
      var words = letters.randomElement(using: &generator) ?? []
      for _ in 0..<Int.random(in: 0...5, using: &generator) {
        let place = Int.random(in: 0..<words.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: words[place] = "w\(Int.random(in: 0..<150, using: &generator))"
        case 1 where words.count > 4: words.remove(at: place)
        default: words.insert("w\(Int.random(in: 0..<150, using: &generator))", at: place)
        }
      }
      return words.joined(separator: " ")
    }
  }

  private static func runs(_ text: String) -> Set<[Substring]> {
    let words = text.split(separator: " ")
    return Set((0..<max(0, words.count - 2)).map { Array(words[$0..<$0 + 3]) })
  }
}
