public import EngageModel
public import EngageReport

/// The analyses there are: a plain list, in the order in which they are shown.
public struct AnalysisRegistry: Sendable {
  public let plugins: [any AnalysisPlugin]

  public init(_ plugins: [any AnalysisPlugin]) {
    self.plugins = plugins
  }

  /// Analyses that are compiled in, then further plugins.
  public init(_ analyses: [any Analysis.Type], and others: [any AnalysisPlugin] = []) {
    plugins = analyses.map { compiled($0) } + others
  }

  public var manifests: [AnalysisManifest] { plugins.map(\.manifest) }

  /// The analysis of that name.
  /// - Throws: `DiagnosticsError` that names the nearest one.
  public func plugin(named name: String) throws(DiagnosticsError) -> any AnalysisPlugin {
    if let found = plugins.first(where: { $0.manifest.name == name }) { return found }
    let names = manifests.map(\.name)
    throw DiagnosticsError(
      Diagnostic(
        rule: "unknown-analysis", message: "there is no analysis “\(name)”",
        hint: nearestName(to: name, among: names).map { "did you mean \($0)?" }
          ?? "there are: \(names.joined(separator: ", "))"))
  }

  /// Makes the analysis that a section of a recipe asks for.
  /// - Parameters:
  ///   - request: names and options as written.
  ///   - context: survey, events and codebooks; questions and breakdown are filled in from the request.
  /// - Throws: `DiagnosticsError` with everything in the request that does not fit.
  public func prepare(_ request: SectionRequest, context: AnalysisContext) throws -> PreparedAnalysis {
    let plugin = try plugin(named: request.analysis)
    var context = context
    var problems: [Diagnostic] = []
    context.questions = request.questions.compactMap { name in
      question(name.rawValue, of: context, for: plugin.manifest, problems: &problems)
    }
    if plugin.manifest.questions == .required, request.questions.isEmpty {
      problems.append(
        Diagnostic(
          rule: "question-missing", message: "\(request.analysis) needs to be told which question",
          hint: "for example: \(plugin.manifest.example)"))
    }
    context.breakdown = breakdown(request.by, of: context, for: plugin.manifest, problems: &problems)
    context.filter = request.filter ?? context.filter
    var options: Options?
    do {
      options = try Options(
        request.options, specifications: plugin.manifest.options, of: request.analysis)
    } catch { problems.append(contentsOf: error.diagnostics) }
    var filter: RowFilter?
    do {
      filter = try RowFilter(sessions: request.sessions, condition: request.filter, context: context)
    } catch { problems.append(contentsOf: error.diagnostics) }
    var merging: Merging?
    do { merging = try Merging(request.groups, context: context) } catch { problems += error.diagnostics }
    guard problems.isEmpty, let options else { throw DiagnosticsError(problems) }
    if let filter { context.sessions = filter.sessions }
    if context.filter != nil || !request.sessions.isEmpty { context = context.withoutQuotes() }
    if request.questions.isEmpty {
      context.survey?.questions.removeAll { request.leavingOut.contains($0.id) }
    }
    guard let merging else {
      return PreparedAnalysis(
        analysis: try plugin.analysis(options: options, context: context), options: options,
        title: request.title, filter: filter, asked: Asked(request, of: context.survey?.id),
        caution: context.notLikeForLike)
    }
    let view = try MergedView(merging, context: context, manifest: plugin.manifest)
    let analysis = try plugin.analysis(options: options, context: view.context)
    return PreparedAnalysis(
      analysis: MergedAnalysis(base: analysis, merging: merging, sessions: view.context.sessions),
      options: options, title: request.title, filter: filter, asked: Asked(request, of: context.survey?.id),
      caution: view.context.notLikeForLike, view: view)
  }

  private func question(
    _ name: String, of context: AnalysisContext, for manifest: AnalysisManifest, problems: inout [Diagnostic]
  ) -> Question? {
    guard let survey = context.survey else {
      problems.append(
        Diagnostic(rule: "no-survey", message: "\(name) can't be counted: the event has no survey"))
      return nil
    }
    guard let question = survey.question(Question.ID(name)) else {
      let near = nearestName(to: name, among: survey.questions.map(\.id.rawValue))
      problems.append(
        Diagnostic(
          rule: "unknown-question", message: "\(survey.id) has no question “\(name)”",
          hint: near.map { "did you mean \($0)?" } ?? "see: engage survey show \(survey.id)"))
      return nil
    }
    if manifest.questions != .unused, !manifest.questionTypes.contains(question.type) {
      let types = manifest.questionTypes.map(\.rawValue).joined(separator: ", ")
      problems.append(
        Diagnostic(
          rule: "wrong-type",
          message: "\(manifest.name) can't count \(name), which is \(question.type.rawValue)",
          hint: "it counts questions of the types \(types)"))
      return nil
    }
    return question
  }

  private func breakdown(
    _ name: String?, of context: AnalysisContext, for manifest: AnalysisManifest, problems: inout [Diagnostic]
  ) -> Breakdown? {
    guard let name else {
      if manifest.by == .required {
        problems.append(
          Diagnostic(
            rule: "by-missing", message: "\(manifest.name) needs to be told what to split by",
            hint: "for example: \(manifest.example)"))
      }
      return nil
    }
    if manifest.by == .unused {
      problems.append(
        Diagnostic(
          rule: "by-unused", message: "\(manifest.name) can't be split by \(name)",
          hint: "leave out by, or use crosstab"))
      return nil
    }
    if name == "session" { return .session }
    if name == "event" { return .event }
    let survey = context.survey
    guard let question = survey?.question(Question.ID(name)) else {
      let names = (survey?.questions.map(\.id.rawValue) ?? []) + ["session", "event"]
      problems.append(
        Diagnostic(
          rule: "unknown-question", message: "there is no question “\(name)” to split by",
          hint: nearestName(to: name, among: names).map { "did you mean \($0)?" }
            ?? "split by a question with choices, by session or by event"))
      return nil
    }
    guard question.type.isSingleChoice || question.type == .selectMultiple else {
      problems.append(
        Diagnostic(
          rule: "wrong-type", message: "\(name) is \(question.type.rawValue) and can't split results",
          hint: "split by a question with choices, by session or by event"))
      return nil
    }
    return .question(question)
  }
}

/// An analysis that fits its survey and is ready to run.
public struct PreparedAnalysis: Sendable {
  let analysis: any RunnableAnalysis
  let options: Options
  let title: String?
  let filter: RowFilter?
  let asked: Asked
  /// What readers of a comparison of events have to know.
  let caution: String?
  /// What of it is merged; `nil` if nothing is.
  let view: MergedView?

  /// What is merged.
  public var merging: Merging? { view?.merging }

  /// The questions that the analysis and its filter read.
  public var needs: [Question] { analysis.needs + (filter?.needs ?? []) }

  /// - Parameters:
  ///   - analysis: made for its context.
  ///   - options: those it was made with; they are told in the report.
  ///   - title: instead of the analysis's own.
  ///   - filter: which responses it sees; all if `nil`.
  ///   - asked: what it was made for, as the report tells it.
  ///   - caution: what readers of a comparison of events have to know; `nil` if nothing.
  public init(
    analysis: any RunnableAnalysis, options: Options, title: String? = nil, filter: RowFilter? = nil,
    asked: Asked = Asked(), caution: String? = nil
  ) {
    self.init(
      analysis: analysis, options: options, title: title, filter: filter, asked: asked, caution: caution,
      view: nil)
  }

  init(
    analysis: any RunnableAnalysis, options: Options, title: String?, filter: RowFilter?, asked: Asked,
    caution: String?, view: MergedView?
  ) {
    self.view = view
    self.analysis = analysis
    self.options = options
    self.title = title
    self.filter = filter
    self.asked = asked
    self.caution = caution
  }

  /// What a fold of the analysis comes to, with what the report tells of it.
  func section(_ fold: any ResponseFold) throws -> Section {
    var section = try fold.finish()
    let manifest = analysis.manifest
    section.analysis = manifest.name
    section.provides = manifest.provides
    section.version = manifest.version
    section.options = options.values
    section.asked = asked
    if let title { section.title = title }
    if let view { section.notes += view.notes(for: section, needs: analysis.needs) }
    if let caution {
      section.notes.append(caution)
      for index in section.statements.indices
      where section.statements[index].values.values.contains(where: {
        Breakdown.event.splits(table: $0.table)
      }) {
        section.statements[index].text += " " + caution
      }
    }
    return section
  }
}

extension Asked {
  /// What a request asks for.
  public init(_ request: SectionRequest, of survey: Survey.ID? = nil) {
    self.init(
      survey: survey?.rawValue, questions: request.questions.map(\.rawValue), by: request.by,
      sessions: request.sessions.map(\.rawValue), filter: request.filter, groups: request.groups.written,
      equalityBySession: request.equalityBySession)
  }
}
