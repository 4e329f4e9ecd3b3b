import ArgumentParser
import EngageEntry
import EngageModel
import EngageStore

extension KeyingCommand {
  struct Discard: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "discard",
      abstract: "Take a second keying away: it was of the wrong paper, or mixed up.",
      discussion: """
        For example:
          engage keying discard R-017 --why "Ben had form R-071 in hand" \\
              --event we-stand-together-2019
        The first keying is left as it is, and the form can be keyed a second time again. That it was done, by whom, \
        when and why is kept. A keying of the right paper, however bad, should be settled and not taken away: without \
        it the batch looks better than it is.
        """)
    @Argument(help: "The number of the form, as engage keying list shows it; #12 is response 12.")
    var number: String
    @OptionGroup var reason: ReasonOption
    @OptionGroup var scope: Scope
    @OptionGroup var person: PersonOption
    @OptionGroup var format: FormatOption

    func perform() async throws {
      let workplace = try Workplace(scope.workspace, writes: true)
      let subject = try scope.resolve(workplace)
      let keyed = try KeyedForm.all(
        survey: subject.survey.id, event: subject.event.id, session: subject.session, in: subject.store)
      guard let form = keyed.first(where: { $0.keying.first.isNumbered(number) }) else { throw unknown }
      let occasion = Occasion(at: Clock.timestamp, by: person.name(in: workplace), why: reason.why)
      try subject.store.discard(secondKeying: form.keying.number, on: occasion)
      let row = DiscardedRow(form)
      if format.format == .json { return try JSON.tell(row) }
      var words =
        "The second keying of \(row.form) by \(form.keying.enteredBy) is taken away. To key the form again: engage "
        + "enter --second"
      if row.settled {
        words +=
          "\nWhat was put right because of it stays so. To see it: engage responses history \(row.response)"
      }
      try Terminal.tell(words)
    }

    private var unknown: Diagnostic {
      Diagnostic(
        rule: "unknown-second-keying", message: "no form “\(number)” was keyed a second time here",
        hint: "see: engage keying list; one that is only begun is discarded in engage enter --second")
    }
  }
}

/// A second keying that was taken away.
private struct DiscardedRow: Encodable {
  var response: Int64
  var form: String
  /// Whether it had been settled.
  var settled: Bool

  init(_ form: KeyedForm) {
    response = form.keying.response.id
    self.form = form.keying.first.key ?? "#\(response)"
    settled = form.keying.settlement != nil
  }
}

extension Response {
  /// Whether a person means it by that number: as it stands on the form, or `#12` for response 12.
  fileprivate func isNumbered(_ number: String) -> Bool {
    key.map { $0 == number || $0.lowercased() == number.lowercased() } ?? false || number == "#\(id)"
  }
}
