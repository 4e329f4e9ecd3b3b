import EngageFiles
import EngageModel
import EngageStore
import FoundationEssentials

/// Files that may hold what responses say, beside the store: what erasing does not reach.
struct ElsewhereFiles {
  let workplace: Workplace

  /// Reports and exports that are newer than the oldest of the responses, and stores that were kept aside.
  /// - Returns: paths, sorted.
  func files(holding responses: [Response], _ store: any ResponseStore) throws -> [String] {
    let batches = try store.batches()
    let first = responses.compactMap { response in batches.first { $0.number == response.batch }?.draft.at }
      .min()
    let exports = workplace.workspace.exportsFolder
    let made = names(in: exports).filter { $0 != "README.md" && !$0.hasPrefix(".") }.map {
      "\(exports)/\($0)"
    }
    .filter { isNewer($0, than: first) }
    let name = workplace.databasePath.split(separator: "/").last.map(String.init) ?? ""
    let folder = String(workplace.databasePath.dropLast(name.count))
    let aside = names(in: folder.isEmpty ? "." : folder)
      .filter { $0.hasPrefix(name + ".before-restore-") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }
      .map { folder + $0 }
    return (made + aside).sorted()
  }

  /// An absent folder holds nothing.
  private func names(in folder: String) -> [String] {
    (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
  }

  /// Whether a file was written at a time (ISO 8601, UTC) or later; one that can't be told counts as newer.
  private func isNewer(_ path: String, than time: String?) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    if attributes?[.type] as? FileAttributeType == .typeDirectory { return false }
    guard let time, let written = attributes?[.modificationDate] as? Date,
      let start = try? Date(time, strategy: .iso8601)
    else { return true }
    return written >= start
  }
}
