import EngageModel
import EngageStore

/// What was before each change to the form in hand, and what was taken back of it.
struct EntryHistory: Hashable {
  /// The form in hand and where entry was.
  struct Moment: Hashable {
    var form: EntryDraft
    var stage: EntrySession.Stage
  }

  /// More than anybody takes back, and little enough to hold.
  static let longest = 1000

  var past: [Moment] = []
  var future: [Moment] = []

  /// Takes an answer out of every moment: what is held back must not come back.
  mutating func forget(_ question: Question.ID) {
    func forgetting(_ moment: Moment) -> Moment {
      var moment = moment
      moment.form.response.answers[question] = nil
      var details = moment.form.response.details ?? ResponseDetails()
      details.restricted.insert(question)
      details.origins[question] = nil
      details.table?.points[question] = nil
      moment.form.response.details = details
      return moment
    }
    past = past.map(forgetting)
    future = future.map(forgetting)
  }
}

extension EntrySession {
  /// Keeps what the form is now, before it changes.
  mutating func remember() {
    var moment = EntryHistory.Moment(form: form, stage: stage)
    if let half = halfTyped { moment.form.response.answers[half.question] = half.before }
    halfTyped = nil
    history.past.append(moment)
    if history.past.count > EntryHistory.longest { history.past.removeFirst() }
    history.future = []
  }

  /// Takes the last change to the form in hand back, and goes to where it was made.
  /// - Throws: `EntryRefusal` where there is none; `StoreError`.
  mutating func undo() throws {
    guard let moment = history.past.popLast() else {
      throw EntryRefusal("There is nothing to undo on this form.")
    }
    history.future.append(EntryHistory.Moment(form: form, stage: stage))
    try restore(moment)
  }

  /// Does again what was taken back last.
  /// - Throws: `EntryRefusal` where nothing was; `StoreError`.
  mutating func redo() throws {
    guard let moment = history.future.popLast() else {
      throw EntryRefusal("There is nothing to do again.")
    }
    history.past.append(EntryHistory.Moment(form: form, stage: stage))
    try restore(moment)
  }

  private mutating func restore(_ moment: EntryHistory.Moment) throws {
    let batch = form.batch
    form = moment.form
    form.batch = max(batch, moment.form.batch)
    halfTyped = nil
    writing = nil
    try show(moment.stage)
  }
}
