import ArgumentParser
import EngageFiles
import EngageModel
import EngageReport
import EngageStore

extension ResponsesCommand {
  struct Erase: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "erase",
      abstract: "Remove responses for good: nothing of what they say is left in the store's files.",
      discussion: """
        For example:
          engage responses erase 12 --why "asked to be erased, letter of 3 March"
          engage responses erase --draft 3F2A… --why "asked to be erased"
        There is no way back. That it was done, by whom, when and why is kept; so do not write a name into --why. A \
        later file that holds the same form number, and an older backup, do not bring it back.
        """)

    @Argument(help: "Their numbers.") var numbers: [Int64] = []
    @Option(help: "An unfinished form, as engage responses find names it.") var draft: String?
    @OptionGroup var reason: ReasonOption
    @Flag(help: "Do not ask for confirmation.") var yes = false
    @Flag(
      name: .customLong("including-safeguarding"),
      help: "Also where a text is held back for safeguarding, which goes with the rest.")
    var includingSafeguarding = false
    @OptionGroup var person: PersonOption
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func validate() throws {
      if numbers.isEmpty == (draft == nil) {
        throw ValidationError(
          "Give the numbers of responses, or --draft with the name of an unfinished form.")
      }
    }

    func perform() async throws {
      let workplace = try Workplace(workspace, writes: true)
      let store = try workplace.requiredStore()
      let erasing = Erasing(
        store: store,
        occasion: Occasion(at: Clock.timestamp, by: person.name(in: workplace), why: reason.why),
        includingSafeguarding: includingSafeguarding)
      if let draft {
        try erasing.check(draft: draft)
        try confirm("ERASE", "the unfinished form")
        try store.erase(draft: draft, on: erasing.occasion)
        return try tell(erased: [], remains: store.remains(), elsewhere: [], released: nil)
      }
      let responses = try numbers.map { number in
        guard let response = try store.response(number) else { throw StoreError.noSuchResponse(number) }
        return response
      }
      try erasing.check(responses)
      let words = numbers.map(String.init).joined(separator: " ")
      let released = try ReleasesWith(numbers, in: store)
      try confirm(words, responses.map(describe).joined(separator: "\n  "), released)
      let elsewhere = try ElsewhereFiles(workplace: workplace).files(holding: responses, store)
      _ = try store.erase(numbers, on: erasing.occasion)
      try tell(
        erased: numbers,
        remains: store.remains() + Erasing.unrecognisable(responses) + erasing.copies(of: responses),
        elsewhere: elsewhere, released: released)
    }

    private func describe(_ response: Response) -> String {
      "response \(response.id): \(response.unit.rawValue), \(response.session.event), \(response.session.session)"
        + (response.key.map { ", form number \($0)" } ?? "")
    }

    /// Has the person type something to show that it is meant.
    private func confirm(_ words: String, _ what: String, _ released: ReleasesWith? = nil) throws {
      if yes { return }
      Terminal.tellError("To be erased for good:\n  \(what)")
      for line in released?.lines ?? [] { Terminal.tellError(line) }
      Terminal.tellProgress("Type \(words) to erase, anything else to leave it: ")
      try Confirmation.require(words)
    }

    private func tell(
      erased: [Int64], remains: [Diagnostic], elsewhere: [String], released: ReleasesWith?
    ) throws {
      if format.format == .json {
        return try JSON.tell(
          EraseResult(
            erased: erased, elsewhere: elsewhere, releases: released?.mentions ?? [], diagnostics: remains))
      }
      if !remains.isEmpty {
        Terminal.tellError(DiagnosticFormatter(colour: Terminal.standardError.colour).format(remains))
      }
      let what =
        erased.isEmpty
        ? "The unfinished form is"
        : Wording.sentence(
          Wording.count(erased.count, "response is", "responses are"))
      var lines = ["\(what) erased. Nothing of what was said is left in the store."]
      if remains.contains(where: { $0.rule != Erasing.keyless }) {
        lines[0] = "\(what) erased, and counted nowhere."
      }
      lines += [
        "Out of reach are files that were made from it before: reports and exports that were handed on, backups, and"
          + " the file or paper it came from."
      ]
      if !elsewhere.isEmpty {
        lines.append("Look at these, and delete them or make them again:")
        lines += elsewhere.map { "  \($0)" }
      }
      lines += released?.lines ?? []
      try Terminal.tellWrapped(lines.joined(separator: "\n"), hanging: 2)
    }
  }
}

/// What erasing responses needs, whoever asks for it.
struct Erasing {
  let store: any ResponseStore
  let occasion: Occasion
  /// Whether texts that are held back go with the rest.
  let includingSafeguarding: Bool

  /// - Throws: `Refusal` where a text is held back for safeguarding.
  func check(_ responses: [Response]) throws {
    let numbers = Set(responses.map(\.id))
    try check(try store.restrictedTexts(event: nil).filter { $0.response.map(numbers.contains) ?? false })
  }

  /// - Throws: as above.
  func check(draft: EntryDraft.ID) throws {
    try check(try store.restrictedTexts(event: nil).filter { $0.draft == draft })
  }

  private func check(_ held: [RestrictedText]) throws {
    guard !includingSafeguarding, !held.isEmpty else { return }
    let texts = Wording.count(held.count, "text is", "texts are")
    throw Refusal(
      rule: "held-back",
      "\(texts) held back for safeguarding there, and would be erased too; nothing was erased",
      hint: "ask whoever is responsible for safeguarding first; then add --including-safeguarding")
  }

  /// The rule that tells of responses without a form number.
  static let keyless = "no-form-number"

  /// What can't be kept from coming back.
  static func unrecognisable(_ responses: [Response]) -> [Diagnostic] {
    let count = responses.count { $0.key == nil }
    guard count > 0 else { return [] }
    return [
      Diagnostic(
        .warning, rule: keyless,
        message: "\(Wording.count(count, "response", "responses")) had no form number to be recognised by",
        hint: "take it out of the file it came from, or importing that file again brings it back")
    ]
  }

  /// What else is kept under the form numbers of responses that were erased: the same form from a file that was
  /// imported before and undone, or begun a second time.
  func copies(of erased: [Response]) throws -> [Diagnostic] {
    var seen: Set<String> = []
    return try erased.compactMap { response -> Diagnostic? in
      guard let key = response.key, seen.insert("\(response.session.event)/\(key)").inserted else {
        return nil
      }
      let finding = try store.find(key: key)
      let event = response.session.event
      let responses = finding.responses.map(\.response).filter { $0.session.event == event }.map(\.id)
      let drafts = finding.drafts.filter { $0.response.session.event == event }.map(\.id)
      guard !responses.isEmpty || !drafts.isEmpty else { return nil }
      let numbers = responses.map(String.init).joined(separator: " ")
      return Diagnostic(
        .warning, rule: "kept-elsewhere",
        message: "the form number of response \(response.id) stands on "
          + (responses.isEmpty ? "an unfinished form" : "response \(numbers)") + " too, and that is kept",
        hint: "if it is the same paper, erase that too: engage responses erase "
          + (responses.isEmpty ? "--draft \(drafts[0])" : numbers) + " --why …")
    }
  }
}

extension ResponseStore {
  /// Finishes what erasures began.
  /// - Returns: why it can't be done now, as a warning.
  func remains() -> [Diagnostic] {
    do {
      try wipe()
      return []
    } catch let error as StoreError {
      var found = error.diagnostic
      found.severity = .warning
      return [found]
    } catch {
      return [
        Diagnostic(
          .warning, rule: "not-wiped", message: "the store's files are not wiped yet",
          hint: "run: engage doctor")
      ]
    }
  }
}

/// A word that a person types to show that something is meant.
enum Confirmation {
  /// - Throws: `Refusal` if something else is typed, or nothing.
  static func require(_ words: String) throws {
    var input = InputLines()
    if case .line(let line) = try input.next(),
      line.split(whereSeparator: \.isWhitespace).joined(separator: " ") == words
    {
      return
    }
    throw Refusal(
      rule: "not-confirmed", "it was not confirmed, so nothing was erased",
      hint: "to go ahead without being asked: --yes")
  }
}

private struct EraseResult: Encodable {
  var erased: [Int64]
  /// Files made since the responses were brought in, which may hold them.
  var elsewhere: [String]
  /// Reports that counted them and have left.
  var releases: [ReleasesWith.Mention]
  var diagnostics: [Diagnostic]
}
