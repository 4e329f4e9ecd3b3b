public import EngageModel

/// Reads surveys.
public enum SurveyFile {
  /// The keys of a survey.
  static let keys = [
    "survey", "version", "title", "description", "source", "languages", "units", "questions", "choice_lists",
    "invented",
  ]

  /// Reads the survey at a path, with the blocks it includes.
  /// - Parameters:
  ///   - path: of `survey.v1.yaml`.
  ///   - blocksFolder: where reusable blocks lie; the folder `blocks` beside the survey's own if left out.
  ///   - shown: the path as diagnostics show it.
  public static func read(path: String, blocksFolder: String? = nil, shownAs shown: String? = nil) -> Reading<
    Survey
  > {
    let problems = Problems()
    guard let root = YAMLDocument.read(path, shownAs: shown ?? path, problems: problems) else {
      return problems.reading(nil)
    }
    let name = FileName(path)
    let codebooks =
      name.surveyVersion == nil
      ? nil : Folder.files(in: name.folderPath).compactMap { FileName($0).codebookName }
    let shownBlocks =
      blocksFolder == nil || shown != nil ? BlockShelf.shownFolder(beside: shown ?? path) : nil
    let blocks = BlockShelf.folder(blocksFolder ?? name.folderPath + "/../blocks", shownAs: shownBlocks)
    return SurveyReader(root, problems: problems, blocks: blocks, codebooks: codebooks).read()
  }

  /// Reads a survey from its text.
  /// - Parameters:
  ///   - path: as diagnostics show it; what its name says about the survey is checked.
  ///   - blocks: the text of each block, by name.
  ///   - codebooks: the names of the codebooks there are; not checked if `nil`.
  public static func read(
    text: String, path: String, blocks: [String: String] = [:], codebooks: [String]? = nil
  ) -> Reading<Survey> {
    let problems = Problems()
    guard let root = YAMLDocument.compose(text: text, path: path, problems: problems) else {
      return problems.reading(nil)
    }
    return SurveyReader(root, problems: problems, blocks: .texts(blocks), codebooks: codebooks).read()
  }

  /// Reads a block on its own, as if a survey included it and nothing else.
  public static func readBlock(path: String, shownAs shown: String? = nil) -> Reading<Survey> {
    let problems = Problems()
    guard let root = YAMLDocument.read(path, shownAs: shown ?? path, problems: problems) else {
      return problems.reading(nil)
    }
    return SurveyReader(
      root, problems: problems, blocks: .folder(FileName(path).folderPath, shownAs: nil), codebooks: nil
    )
    .readBlockAlone()
  }

  /// Reads a block as a survey with these languages reads it, by including it and nothing else.
  /// - Parameter blocks: the text of each block, by name.
  public static func readBlock(
    named name: String, languages: Languages, blocks: [String: String]
  ) -> Reading<Survey> {
    let file = YAMLLayout().lines(
      [
        ("survey", .word("block")), ("title", .text(name)), ("languages", SurveyWriter.value(of: languages)),
        ("questions", .list([.map([("include", .word(name))])])),
      ], indent: 0)
    return read(text: file.joined(separator: "\n") + "\n", path: "\(name).yaml", blocks: blocks)
  }
}
