import EngageModel
import EngageStatistics
import EngageStore

/// Which comments a coder is given, and in what order: all as they are, a sample, or those of a second coder. A sample
/// or an order is drawn once and kept, so that a further sheet has the same.
struct CommentDraw {
  let survey: Survey.ID
  let event: Event.ID?
  let question: Question.ID?
  let codebook: Codebook.ID
  let coder: String
  let share: Double
  let isSecond: Bool
  let occasion: Occasion

  /// - Parameters:
  ///   - all: comments that may be coded.
  ///   - codes: of all coders with the codebook.
  /// - Throws: `StoreError`.
  func draw(
    from all: [CommentList.Comment], codes: [CodedText], _ store: any ResponseStore
  ) throws -> [CommentList.Comment] {
    guard isSecond || share < 1 else { return all }
    let places = Dictionary(all.enumerated().map { (text($1), $0) }) { first, _ in first }
    let earlier = try store.codingDraws(survey: survey).last { kept in
      (kept.event, kept.question, kept.codebook, kept.coder, kept.share)
        == (event, question, codebook, coder, share)
    }
    if let earlier { return earlier.texts.compactMap { places[$0].map { all[$0] } } }
    var pool = isSecond ? ofOthers(all, codes) : all
    let seed = UInt64.random(in: 1...UInt64(Int64.max))
    var generator = SplitMix64(seed: seed)
    let count = Int((Double(pool.count) * share).rounded(.up))
    pool.shuffle(using: &generator)
    var drawn = Array(pool.prefix(count))
    if !isSecond { drawn.sort { places[text($0), default: 0] < places[text($1), default: 0] } }
    try store.keep(
      CodingDraw(
        survey: survey, event: event, question: question, codebook: codebook, coder: coder, seed: seed,
        share: share, texts: drawn.map(text), occasion: occasion))
    return drawn
  }

  private func text(_ comment: CommentList.Comment) -> CodingDraw.Text {
    CodingDraw.Text(response: comment.response, question: comment.question)
  }

  /// What others have coded: only there can a second coder agree or not. All, where nobody has begun.
  private func ofOthers(_ all: [CommentList.Comment], _ codes: [CodedText]) -> [CommentList.Comment] {
    let coded = Set(
      codes.filter { $0.coder != coder }.map {
        CodingDraw.Text(response: $0.response, question: $0.question)
      })
    let pool = all.filter { coded.contains(text($0)) }
    return pool.isEmpty ? all : pool
  }
}
