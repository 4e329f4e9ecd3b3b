import EngageModel
import EngageStore

/// What is asked about a form or a table before its questions.
extension EntrySession {
  var unitPrompt: Prompt {
    var prompt = Prompt(
      .unit, progress: "Form \(storedCount + 1) of this sitting", text: "What is it?",
      foot: "/q leaves, /? shows all")
    prompt.options = [
      Prompt.Option(key: "1", label: "a person's form"), Prompt.Option(key: "2", label: "a table's notes"),
    ]
    let choice = form.response.unit == .table ? "2, a table's notes" : "1, a person's form"
    if form.batch > 0 { prompt.current = choice } else { prompt.defaultAnswer = choice }
    return prompt
  }

  func keyPrompt(correcting: Bool) -> Prompt {
    let what =
      form.response.unit == .person
      ? "Form number" : isPlenary ? "Number, if the notes have one" : "Number or name of the table"
    var prompt = Prompt(
      .formNumber, progress: formWords,
      text: purpose == .second
        ? "Number of the form to check:" : correcting ? "\(what), another one:" : "\(what):",
      foot: purpose == .second
        ? "/q leaves, /? shows all"
        : form.response.key == nil || correcting
          ? "Enter leaves it blank, /q leaves, /? shows all" : "/n makes it blank, /q leaves, /? shows all")
    if !correcting { prompt.current = form.response.key?.brief() }
    return prompt
  }

  var peoplePrompt: Prompt {
    var prompt = Prompt(
      .headCount, progress: formWords, text: "How many people sat at the table?",
      foot: "a number, or unknown; /b back, /q leaves, /? shows all")
    prompt.current = form.response.people.map(String.init)
    return prompt
  }

  var tableKindPrompt: Prompt {
    var prompt = Prompt(
      .tableKind, progress: formWords, text: "Whose notes are they?", foot: "/b back, /q leaves, /? shows all"
    )
    prompt.options = [
      Prompt.Option(key: "1", label: "a table's"), Prompt.Option(key: "2", label: "the plenary's"),
      Prompt.Option(key: "3", label: "a further page of a table entered before"),
    ]
    prompt.defaultAnswer = details.table?.kind == .plenary ? "2, the plenary's" : "1, a table's"
    return prompt
  }

  func earlierTablePrompt(_ tables: [EarlierTable]) -> Prompt {
    var prompt = Prompt(
      .earlierTable, progress: formWords, text: "Which table does this page belong to?",
      foot: "a number; /b back, /q leaves, /? shows all")
    prompt.options = tables.enumerated().map { Prompt.Option(key: String($0 + 1), label: $1.label) }
    return prompt
  }

  func namePrompt(_ kind: Prompt.Kind, _ current: String?, _ before: String?) -> Prompt {
    var prompt = Prompt(
      kind, progress: formWords,
      text: kind == .facilitator ? "Who led the discussion?" : "Who took the notes?",
      foot: "a name, or Enter; - unknown, /b back, /q leaves, /? shows all")
    prompt.current = current
    prompt.defaultAnswer = before
    return prompt
  }
}
