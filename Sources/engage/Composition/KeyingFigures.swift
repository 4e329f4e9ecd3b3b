import EngageEntry
import EngageModel
import EngageStatistics
import EngageStore

/// What second keying says about the first: question by question, and for the whole batch where forms were drawn.
struct KeyingFigures {
  /// Below this many comparisons a share says too little to be given an interval.
  static let fewestCompared = 10
  /// Below this many drawn forms nothing is said about the batch.
  static let fewestForms = 5

  let event: Event
  let survey: Survey
  let forms: [KeyedForm]
  let tally: KeyingTally
  let batch: DrawnBatch

  /// - Parameters:
  ///   - survey: its versions pooled.
  ///   - session: all of the event if `nil`.
  /// - Throws: `StoreError`.
  init(_ survey: Survey, _ event: Event, session: Session.ID?, store: any ResponseStore) throws {
    self.event = event
    self.survey = survey
    forms = try KeyedForm.all(survey: survey.id, event: event.id, session: session, in: store)
    tally = forms.reduce(into: KeyingTally(survey)) { $0.add($1) }
    let samples = try store.samples(event: event.id).filter {
      $0.survey == survey.id && (session == nil || $0.session.session == session)
    }
    let live = try store.responses(ResponseQuery(survey: survey.id, event: event.id, session: session))
    batch = DrawnBatch(samples, live: Set(live.map(\.id)), forms)
  }

  func count(_ state: KeyedForm.State) -> Int { forms.count { $0.state == state } }

  /// Where the share of `count` in `total` lies, 95 times of 100; `nil` for too few.
  static func interval(_ count: Int, of total: Int) -> WilsonInterval? {
    total < fewestCompared ? nil : WilsonInterval(successes: count, of: total)
  }
}

/// The forms that were drawn by chance, or all of them where each was keyed twice, and what they say about all.
struct DrawnBatch {
  /// Forms that had a chance of being drawn and still stand.
  let forms: Int
  /// Those drawn.
  let drawn: Int
  /// Drawn and not keyed twice yet.
  let toKey: Int
  /// Forms that had no chance of being drawn: stored after the draw, or in a session nobody drew from.
  let unspokenFor: Int
  /// Fields compared on those drawn, and what became of them.
  let fields: Int
  let wrong: Int
  let undecided: Int
  /// Were every difference that is open no error of the first keying; `nil` until all that were drawn are keyed, or
  /// where too few were.
  let least: ErrorRate?
  /// Were each of them an error.
  let most: ErrorRate?

  /// - Parameters:
  ///   - live: the forms that stand.
  ///   - keyed: those keyed twice.
  init(_ samples: [KeyingSample], live: Set<Int64>, _ keyed: [KeyedForm]) {
    let byResponse = Dictionary(
      keyed.filter { $0.state != .mixedUp }.map { ($0.keying.response.id, $0) },
      uniquingKeysWith: { first, _ in first })
    var frames = samples.map { $0.forms.filter { live.contains($0.response) } }
    if frames.isEmpty, !live.isEmpty, live.allSatisfy({ byResponse[$0] != nil }) {
      frames = [live.sorted().map { .init(response: $0, chance: 1, isDrawn: true) }]
    }
    let checked = frames.enumerated().flatMap { draw, forms in
      forms.filter(\.isDrawn).compactMap { form in
        byResponse[form.response].map { (form: $0, chance: form.chance, draw: draw) }
      }
    }
    let all = frames.joined()
    let (forms, drawn) = (all.count, all.count(where: \.isDrawn))
    let toKey = drawn - checked.count
    (self.forms, self.drawn, self.toKey) = (forms, drawn, toKey)
    unspokenFor = frames.isEmpty ? 0 : live.subtracting(all.map(\.response)).count
    fields = checked.reduce(0) { $0 + $1.form.comparison.compared.count }
    wrong = checked.reduce(0) { $0 + $1.form.count(.wrong) }
    undecided = checked.reduce(0) { $0 + $1.form.count(.undecided) }
    func rate(_ errors: (KeyedForm) -> Int) -> ErrorRate? {
      guard toKey == 0, drawn >= min(forms, KeyingFigures.fewestForms) else { return nil }
      return ErrorRate(
        checked.map {
          ErrorRate.Form(
            fields: $0.form.comparison.compared.count, errors: errors($0.form), chance: $0.chance,
            draw: $0.draw)
        })
    }
    least = rate { $0.count(.wrong) }
    most = rate { $0.count(.wrong) + $0.count(.undecided) }
  }

  /// What can be said, in plain words.
  var words: [String] {
    guard drawn > 0 else {
      return [
        "No forms were drawn by chance, so nothing is said about those keyed only once. To draw some: engage keying sample"
      ]
    }
    var lines = [
      drawn == forms
        ? "All \(forms) forms are to be keyed twice." : "Drawn by chance: \(drawn) of \(forms) forms."
    ]
    if fields > 0 {
      lines[0] += " Compared: \(fields) fields, of which the first keying had \(wrong) wrong"
      lines[0] += undecided > 0 ? "; \(undecided) \(undecided == 1 ? "is" : "are") open." : "."
    }
    if toKey > 0 {
      lines.append(
        "\(toKey) of those drawn \(toKey == 1 ? "is" : "are") still to key: until then nothing is said about the batch. See: engage keying list"
      )
    } else if let least, let most {
      lines += DrawnBatch.words(least, most, forms: forms)
    } else {
      lines.append("Too few forms were drawn to say how far the batch can be trusted: draw more.")
    }
    if unspokenFor > 0 {
      lines.append(
        "\(unspokenFor) forms had no chance of being drawn (stored later, or in other sessions): nothing is said about them. To draw among them: engage keying sample"
      )
    }
    return lines
  }

  private static func words(_ least: ErrorRate, _ most: ErrorRate, forms: Int) -> [String] {
    let about =
      least.rate == most.rate
      ? "about \(perThousand(least.rate))"
      : "between about \(perThousand(least.rate)) and \(perThousand(most.rate))"
    let bound = perThousand(most.upperBound(), roundedUp: true)
    return [
      "The batch of \(forms) forms, as keyed first: \(about) wrong fields in 1,000. It can be trusted to at most \(bound) wrong fields in 1,000 (95%).",
      "Errors that both keyings made alike are not seen. Those that were settled are put right.",
    ]
  }

  /// "12", or "1.2" below 10.
  static func perThousand(_ share: Double, roundedUp: Bool = false) -> String {
    let rate = share * 1_000
    let scale = rate < 10 ? 10.0 : 1
    let rounded = (rate * scale - (roundedUp ? 1e-9 : 0)).rounded(roundedUp ? .up : .toNearestOrEven) / scale
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }
}
