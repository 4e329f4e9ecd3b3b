public import EngageModel
import EngageReport

/// What of a survey and of its events is counted as one: made once for a section, so that its analysis sees nothing
/// but merged questions and sessions, whatever it counts.
public struct Merging: Sendable {
  /// The merged questions, by name.
  public let questions: [Question.ID: MergedQuestion]
  /// By event.
  public let sessions: [Event.ID: [MergedSessions]]

  /// - Parameters:
  ///   - request: as a recipe or a command says.
  ///   - context: as the responses are stored; where it ``AnalysisContext/hidesVenues``, sessions whose venue tells who
  ///     came are merged too.
  /// - Returns: `nil` where nothing is merged.
  /// - Throws: `DiagnosticsError` with all groups that do not fit the survey or its events.
  public init?(_ request: GroupsRequest, context: AnalysisContext) throws(DiagnosticsError) {
    var problems: [Diagnostic] = []
    var questions: [Question.ID: MergedQuestion] = [:]
    for asked in request.questions {
      let reader = GroupCheck(groups: asked, survey: context.survey)
      if let merged = reader.merged { questions[asked.question] = merged }
      problems += reader.problems
    }
    problems += SessionGroupCheck(groups: request.sessions, events: context.events).problems
    if !problems.isEmpty { throw DiagnosticsError(problems) }
    self.questions = questions
    var sessions: [Event.ID: [MergedSessions]] = [:]
    for event in context.events {
      let groups = SessionMerge(event, asked: request.sessions, hidesVenues: context.hidesVenues).groups
      if !groups.isEmpty { sessions[event.id] = groups }
    }
    self.sessions = sessions
    if questions.isEmpty && sessions.isEmpty { return nil }
  }

  /// What the analysis may know, all that is merged put together.
  func context(_ context: AnalysisContext) -> AnalysisContext {
    var merged = context
    if let survey = context.survey { merged.survey = self.survey(survey) }
    merged.questions = context.questions.map(question)
    if case .question(let question) = context.breakdown {
      merged.breakdown = .question(self.question(question))
    }
    merged.events = events(context.events, counted: context.sessions)
    var seen: Set<SessionReference> = []
    merged.sessions = context.sessions.map(reference).filter { seen.insert($0).inserted }
    for index in merged.entered.indices {
      merged.entered[index].session = reference(merged.entered[index].session)
    }
    merged.populations = context.populations.map(population)
    return merged
  }

  /// What of some events may be told at all: nothing is merged but sessions whose venue tells who came.
  public static func shown(_ events: [Event], hidesVenues: Bool, groups: [SessionGroup] = []) -> [Event] {
    events.map { event in
      let merges = SessionMerge(event, asked: groups, hidesVenues: hidesVenues).groups
      return event.merging(merges.filter(\.hidesPlaces), counted: Set(event.sessions.map(\.id)))
    }
  }

  /// Events with their sessions merged.
  /// - Parameter counted: the sessions that are counted; of an event of which none is, all are taken.
  func events(_ events: [Event], counted: [SessionReference]) -> [Event] {
    events.map { event in
      guard let groups = sessions[event.id] else { return event }
      let own = counted.filter { $0.event == event.id }.map(\.session)
      return event.merging(groups, counted: Set(own.isEmpty ? event.sessions.map(\.id) : own))
    }
  }

  /// The session that a session is shown as.
  func reference(_ reference: SessionReference) -> SessionReference {
    guard let group = sessions[reference.event]?.first(where: { $0.sessions.contains(reference.session) })
    else { return reference }
    return SessionReference(event: reference.event, session: group.id)
  }

  /// The question as analyses see it.
  func question(_ question: Question) -> Question { questions[question.id]?.question ?? question }

  private func survey(_ survey: Survey) -> Survey {
    var survey = survey
    survey.questions = survey.questions.map(question)
    return survey
  }

  /// The population with the people of merged choices added up.
  private func population(_ population: Population) -> Population {
    var population = population
    for margin in population.margins.indices {
      let merged = population.margins[margin].questions.map { questions[$0] }
      guard merged.contains(where: { $0 != nil }) else { continue }
      var cells: [Population.Cell] = []
      for cell in population.margins[margin].cells {
        let choices = zip(cell.choices, merged).map { choice, question in
          question?.groups.first { $0.choices.contains(choice) }?.id ?? choice
        }
        if let index = cells.firstIndex(where: { $0.choices == choices }) {
          cells[index].people += cell.people
        } else {
          cells.append(Population.Cell(choices: choices, people: cell.people))
        }
      }
      population.margins[margin].cells = cells
    }
    return population
  }
}

/// What a report tells of it.
extension Merging {
  /// By dimension and by the name of the group: the choices or sessions it stands for. Of sessions whose venue tells
  /// who came nothing is told.
  public var told: [String: [String: [String]]] {
    var told: [String: [String: [String]]] = [:]
    for (id, question) in questions {
      for group in question.groups {
        told[id.rawValue, default: [:]][group.id.rawValue] = group.choices.map(\.rawValue)
      }
    }
    for (event, groups) in sessions {
      for group in groups where !group.hidesPlaces {
        let several = sessions.count > 1
        func name(_ session: Session.ID) -> String { several ? "\(event)/\(session)" : session.rawValue }
        told["session", default: [:]][name(group.id)] = group.sessions.map(name)
      }
    }
    return told
  }

  /// Sentences for the notes of a section.
  /// - Parameters:
  ///   - needs: the questions that its analysis reads.
  ///   - showsSessions: whether it tells sessions apart.
  func notes(needs: [Question], showsSessions: Bool, events: [Event]) -> [String] {
    var notes: [String] = []
    var seen: Set<Question.ID> = []
    for question in needs.compactMap({ questions[$0.id] }) where seen.insert(question.original.id).inserted {
      notes.append(question.note)
    }
    guard showsSessions else { return notes }
    for event in events {
      for group in sessions[event.id] ?? [] where !group.hidesPlaces {
        let members = event.sessions.filter { group.sessions.contains($0.id) }.map(\.displayName)
        notes.append("Sessions shown as one: \(group.label) (\(Wording.list(members))).")
      }
    }
    if sessions.values.joined().contains(where: \.hidesPlaces) {
      notes.append("Where a venue could tell who came, sessions are shown by their district only.")
    }
    return notes
  }
}

extension MergedQuestion {
  /// "Answers to “…” shown as one: Adults (Parent, Professional); …"
  fileprivate var note: String {
    let parts = groups.map { group in
      let labels = group.choices.compactMap { id in original.choices.first { $0.id == id }?.label.text }
      return "\(group.label.text) (\(labels.joined(separator: ", ")))"
    }
    return "Answers to “\(original.label.text)” shown as one: \(parts.joined(separator: "; "))."
  }
}
