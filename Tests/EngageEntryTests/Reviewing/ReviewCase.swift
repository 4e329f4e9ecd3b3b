import EngageModel
import EngageStore

@testable import EngageEntry

/// Texts of a small survey, and somebody who decides on them. Words in capitals are what is suggested.
struct ReviewCase {
  let evening: CodingCase
  var store: InMemoryStore { evening.store }

  init(_ texts: [String]) throws { evening = try CodingCase(texts) }

  func form(_ reviewer: String = "Ada") throws -> ReviewForm {
    let job = ReviewJob(
      survey: CodingCase.survey, reviewer: reviewer, title: "Evening", items: try evening.items,
      suggest: ReviewCase.capitals, context: { "\($0.session.session)" },
      safeguarding: ["Ring Jo: 01926 000000"])
    return try ReviewForm(job, store: store, surroundings: .fixed("reviewing"))
  }

  /// Every word in capitals, as a name.
  @Sendable static func capitals(_ text: String) -> [TextReview.Span] {
    text.split { !$0.isLetter }.filter { $0.count > 1 && $0.allSatisfy(\.isUppercase) }.map { word in
      TextReview.Span(
        text.bytes(word.startIndex..<word.endIndex), kind: "name", replacement: "[name]")
    }
  }

  var reviews: [TextReview] {
    get throws { try store.reviews(survey: "evening", event: nil) }
  }

  /// What was decided, by response: "1 redact: Ask [name]".
  var decided: [String] {
    get throws {
      try reviews.map { "\($0.response) \($0.decision.rawValue)" + ($0.wording.map { ": \($0)" } ?? "") }
    }
  }

  /// What may leave of the texts as they stand.
  var released: [String] {
    get throws {
      try reviews.compactMap { review in
        try store.response(review.response)?.comment(review.question).flatMap { review.released(of: $0) }
      }
    }
  }

  func change(_ response: Int64, to text: String) throws {
    guard let seen = try store.response(response) else { throw StoreError.noSuchResponse(response) }
    var wanted = seen
    wanted.answers["concerns"] = .text(text)
    _ = try store.correct(
      wanted, seen: seen, on: Occasion(at: "2026-03-05T10:00:00Z", by: "Dee", why: "misread"))
  }
}

extension ReviewForm {
  /// Presses keys: each character is one, `⏎` Enter, `⎋` Escape, `←` back, `↓` down, `↶` undo.
  mutating func press(_ keys: String) throws {
    for key in keys {
      switch key {
      case "⏎": try handle(.enter)
      case "⎋": try handle(.escape)
      case "←": try handle(.left)
      case "↓": try handle(.down)
      case "↶": try handle(.control("z"))
      default: try handle(.text(String(key)))
      }
    }
  }

  var said: String { (screen.message?.lines ?? []).joined(separator: " ") }
  var hiding: [String] { screen.options.filter(\.isChosen).map(\.label) }
}
