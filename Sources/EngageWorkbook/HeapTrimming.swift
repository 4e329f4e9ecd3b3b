/// How soon freed memory goes back to the system.
enum HeapTrimming {
  /// Each part of a workbook is packed with a buffer of its own, and glibc would hand that memory back and fetch it
  /// again a hundred times. Freeing one large block, never touched, makes it keep up to 32 MB (its threshold for
  /// trimming follows the largest block freed: mallopt(3), M_MMAP_THRESHOLD). This saves a quarter of the time.
  static func postpone() {
    UnsafeMutableRawPointer.allocate(byteCount: 16 << 20, alignment: 16).deallocate()
  }
}
