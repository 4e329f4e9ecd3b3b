import ArgumentParser
import EngageEntry
import EngageModel
import EngageStatistics
import EngageStore

/// How many of 100: `20` or `20%`.
struct Percent: ExpressibleByArgument {
  var value: Double

  init?(argument: String) {
    let figures = argument.hasSuffix("%") ? argument.dropLast() : argument[...]
    guard let value = Double(figures), value > 0, value <= 100 else { return nil }
    self.value = value
  }
}

/// Draws forms of a session to be keyed twice.
///
/// The chance of a form is in proportion to `Response.keyingSize`, but at least half of what all would have if all had
/// the same, and at most 1: what most easily goes wrong is seen more often, and no form speaks for more than twice its
/// share. Forms that had their chance in an earlier draw of the session are left aside: draws add up.
struct KeyingDraw {
  /// Fewer forms say nothing about how forms differ.
  static let fewest = 2

  let survey: Survey
  let session: SessionReference
  let store: any ResponseStore

  /// Draws, and keeps what was drawn.
  /// - Returns: `nil` where every stored form has had its chance.
  /// - Throws: `StoreError`.
  func draw(percent: Double, seed: UInt64, on occasion: Occasion) throws -> KeyingSample? {
    let earlier = try store.samples(event: session.event).filter {
      $0.survey == survey.id && $0.session == session
    }
    let before = Set(earlier.flatMap(\.forms).map(\.response))
    let query = ResponseQuery(survey: survey.id, event: session.event, session: session.session)
    let forms = try store.responses(query).filter { !before.contains($0.id) }
    guard !forms.isEmpty else { return nil }
    let share = percent / 100
    let wanted = Int((share * Double(forms.count)).rounded(.up))
    let count = min(forms.count, max(KeyingDraw.fewest, wanted))
    let chances = UnequalSample.chances(
      sizes: forms.map { Double($0.keyingSize(survey)) }, count: count,
      floor: 0.5 * Double(count) / Double(forms.count))
    let drawn = UnequalSample.draw(chances: chances, seed: seed)
    let sample = KeyingSample(
      survey: survey.id, session: session, percent: percent, seed: seed, drawn: occasion,
      forms: forms.indices.map {
        .init(response: forms[$0].id, chance: chances[$0], isDrawn: drawn[$0])
      })
    try store.keep(sample)
    return sample
  }

  /// A seed that can be read out and typed again.
  static func randomSeed() -> UInt64 { UInt64.random(in: 1...999_999_999) }
}
