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
  /// - Parameter point: for a point of a table's notes, its text; the other points stay.
  mutating func forget(_ question: Question.ID, point: String? = nil) {
    past = past.map { EntryHistory.forgetting(question, point, $0) }
    future = future.map { EntryHistory.forgetting(question, point, $0) }
  }

  private static func forgetting(_ question: Question.ID, _ point: String?, _ moment: Moment) -> Moment {
    var moment = moment
    var details = moment.form.response.details ?? ResponseDetails()
    details.restricted.insert(question)
    if let point, var points = details.table?.points[question] {
      for index in points.indices where points[index].text == point {
        points[index].text = ""
        points[index].isRestricted = true
      }
      details.table?.points[question] = points
      moment.form.response.answers[question] = TablePoint.answer(points)
    } else {
      moment.form.response.answers[question] = nil
      details.origins[question] = nil
    }
    moment.form.response.details = details
    return moment
  }
}

extension EntrySession {
  /// Keeps what the form is now, before it changes.
  mutating func remember() {
    history.past.append(EntryHistory.Moment(form: form, stage: stage))
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
    writing = nil
    try show(moment.stage)
  }
}
