import EngageModel
import EngageStore
import EngageTesting
import Foundation
import Glibc
import Testing

/// The program is killed at random moments while forms are typed: what was acknowledged by the question shown next
/// is stored, exactly, and entry goes on at that question.
@Suite(.timeLimit(.minutes(3))) struct EnterKillTests {
  @Test func `thirty kills at random moments lose nothing that was acknowledged and double nothing`() throws {
    try withWorkspace { engage throws in
      var random = SeededGenerator(seed: 4)
      var typist = KilledTypist(engage: engage)
      for round in 1...30 {
        try typist.sit(keys: Int.random(in: 0...7, using: &random), &random)
        #expect(typist.problem == nil, "round \(round): \(typist.problem ?? "")")
        guard typist.problem == nil else { return }
      }
      // The scripts must get as far as that for the test to mean anything.
      #expect(typist.kept.stored.count >= 3 && typist.lost > 0 && typist.taken > 0)
    }
  }
}

/// Types forms key by key and knows what must be on disk.
private struct KilledTypist {
  /// What is on disk: forms that are stored, and the one in hand.
  struct Kept: Equatable {
    var stored: [[Question.ID: Answer]] = []
    var draft: [Question.ID: Answer]?
  }

  /// What the screen asks.
  enum Asked: Equatable {
    case resume, number
    case question(Question.ID)
    case summary
  }

  let engage: EngageProgram
  var kept = Kept()
  var problem: String?
  /// Keys in flight at a kill that were not, and that were, on disk.
  var lost = 0
  var taken = 0
  private var number = 100
  /// Where the last sitting was, where that must be seen again.
  private var left: Asked?

  init(engage: EngageProgram) { self.engage = engage }

  private static let questions: [(words: String, id: Question.ID, choices: [Choice.ID])] = [
    ("Which best describes you?", "role", ["faith", "young_person", "parent", "professional"]),
    ("How safe do you feel by day?", "safe_day", ["1", "2", "3", "4", "5"]),
    ("How safe do you feel after dark?", "safe_night", ["1", "2", "3", "4", "5"]),
    ("The police", "trust_police", ["1", "2", "3", "4", "5"]),
    ("The council", "trust_council", ["1", "2", "3", "4", "5"]),
    ("Do you know how to report a hate crime?", "aware", ["yes", "not_sure", "no"]),
    ("How would you report it?", "report_how", ["phone", "website", "someone_trusted"]),
    ("drawn into violent extremism", "aware_extremism", ["yes", "not_sure", "no"]),
    ("What did your table talk about?", "topics", ["hate_crime", "extremism", "reporting"]),
    ("What concerns you most?", "concerns", []), ("What would help?", "suggestions", []),
    ("May we quote your words", "happy_to_quote", ["yes", "no"]),
  ]

  private static func asked(_ screen: ScreenEmulator) -> Asked? {
    let text = screen.unwrapped
    if text.contains("was left unfinished") { return .resume }
    if text.contains("Is this right?") { return .summary }
    if text.contains("Form number:") { return .number }
    guard let place = text.firstMatch(of: #/Question \w+ \(\d+ of \d+\)/#) else { return nil }
    let below = text[place.range.upperBound...]
    return questions.first { below.contains($0.words) }.map { .question($0.id) }
      ?? (below.contains("How old are you?") ? .question("age_band") : nil)
  }

  /// A sitting: so many keys that are waited for, then one that is killed upon.
  mutating func sit(keys: Int, _ random: inout SeededGenerator) throws {
    let run = try EnterRun(engage)
    guard var asked = wait(run, { _ in true }) else { return fail("nothing is asked", run) }
    if asked == .resume {
      run.terminal.send("\r")
      guard let next = wait(run, { $0 != .resume }) else { return fail("it does not go on", run) }
      if let left, left != next { return fail("it goes on at \(next), not at \(left)", run) }
      asked = next
    } else if kept.draft != nil {
      return fail("the form in hand is not offered", run)
    }
    for _ in 0..<keys {
      let (typed, after) = key(for: asked, &random)
      run.terminal.send(typed)
      guard let next = wait(run, { [asked] in $0 != asked }) else { return fail("no question follows", run) }
      (asked, kept) = (next, after)
    }
    let (typed, after) = key(for: asked, &random)
    run.terminal.send(typed)
    usleep(UInt32.random(in: 0...12_000, using: &random))
    run.kill()
    try check(after, asked, run)
  }

  private mutating func check(_ after: Kept, _ asked: Asked, _ run: EnterRun) throws {
    let stored = try engage.storedResponses().map { $0.answers.filter { $0.value.missingReason == nil } }
    let drafts = try engage.drafts()
    let now = Kept(stored: stored, draft: drafts.first?.response.answers)
    guard drafts.count < 2, now == kept || now == after else {
      return fail("on disk is \(now), not \(kept)", run)
    }
    if now == kept { lost += 1 } else { taken += 1 }
    // Where the key changes no answer, either question may follow.
    left = now == kept && now != after && asked != .number ? asked : nil
    kept = now
  }

  /// What to type, and what is on disk when it was taken.
  private mutating func key(for asked: Asked, _ random: inout SeededGenerator) -> (String, Kept) {
    var after = kept
    switch asked {
    case .resume: return ("\r", after)
    case .number:
      number += 1
      after.draft = after.draft ?? [:]
      return ("\u{15}\(number)\r", after)
    case .summary:
      after.stored.append(after.draft ?? [:])
      after.draft = nil
      return ("\r", after)
    case .question("age_band"): return ("\u{1B}e", after)
    case .question(let id):
      let question = Self.questions.first { $0.id == id }
      guard let choices = question?.choices, !choices.isEmpty else {
        let text = (0..<Int.random(in: 1...40, using: &random)).map { "word\($0)" }.joined(separator: " ")
        after.draft?[id] = .text(text)
        return ("\(text)\r", after)
      }
      let place = Int.random(in: 0..<choices.count, using: &random)
      after.draft?[id] = id == "topics" ? .choices([choices[place]]) : .choice(choices[place])
      return ("\(place + 1)" + (id == "topics" ? "\r" : ""), after)
    }
  }

  private func wait(_ run: EnterRun, _ condition: (Asked) -> Bool) -> Asked? {
    var asked: Asked?
    _ = run.terminal.shows(within: .seconds(10)) { screen in
      asked = Self.asked(screen)
      return asked.map(condition) ?? false
    }
    return asked
  }

  private mutating func fail(_ words: String, _ run: EnterRun) { problem = "\(words)\n\(run.text)" }
}
