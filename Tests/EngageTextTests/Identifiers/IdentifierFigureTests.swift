import EngageText
import Foundation
import Testing

/// Recall and precision over made-up identifiers in many disguises, and over sentences full of other numbers.
@Suite struct IdentifierFigureTests {
  /// What was measured.
  struct Figures {
    var found = 0
    var missed: [String] = []
    var wrong: [String] = []

    var recall: Double { Double(found) / Double(found + missed.count) }
    var precision: Double { Double(found) / Double(found + wrong.count) }

    init(_ cases: [IdentifierVariants.Case], _ ordinary: [String]) {
      let suggester = RedactionSuggester()
      for one in cases {
        add(one, suggester.findings(in: one.text).filter { Figures.kinds.contains($0.kind) })
      }
      for text in ordinary {
        wrong += suggester.findings(in: text).filter { Figures.kinds.contains($0.kind) }.map {
          "\($0.kind) “\(text[$0.range])” in “\(text)”"
        }
      }
    }

    static let kinds = Set(IdentifierVariants.kinds)

    /// Found is what a finding of its kind covers wholly.
    private mutating func add(_ one: IdentifierVariants.Case, _ findings: [PersonalDataHint.Finding]) {
      guard let range = one.text.range(of: one.identifier) else {
        missed.append("no identifier in “\(one.text)”")
        return
      }
      let isCovered = findings.contains {
        $0.kind == one.kind && $0.range.lowerBound <= range.lowerBound
          && $0.range.upperBound >= range.upperBound
      }
      if isCovered { found += 1 } else { missed.append("\(one.kind): \(one.text.debugDescription)") }
      wrong += findings.filter { $0.kind != one.kind || !$0.range.overlaps(range) }.map {
        "\($0.kind) “\(one.text[$0.range])” in “\(one.text)”"
      }
    }
  }

  @Test func structuredIdentifiersAreFoundInEveryDisguise() {
    var variants = IdentifierVariants(seed: 20_191_123)
    let figures = Figures(variants.cases(2_200), variants.ordinary(2_200))
    #expect(figures.recall >= 0.995, "\(figures.missed.prefix(20))")
    #expect(figures.precision >= 0.98, "\(figures.wrong.prefix(20))")
  }

  @Test func noOrdinaryNumberIsTakenForAnIdentifier() {
    var variants = IdentifierVariants(seed: 4)
    let figures = Figures([], variants.ordinary(2_000))
    #expect(figures.wrong.count <= 10, "\(figures.wrong.prefix(20))")
  }
}
