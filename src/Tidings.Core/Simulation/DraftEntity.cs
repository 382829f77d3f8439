using Tidings.Analysis;

namespace Tidings.Simulation;

/// <summary>A tag, mention or link in a draft.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Byte offset of its sign.</param>
/// <param name="End">Byte offset behind it.</param>
/// <param name="Value">Tag or name without sign; for a link where it leads.</param>
/// <param name="Author">Who is mentioned.</param>
readonly record struct DraftEntity(EntityKind Kind, int Start, int End, string Value, Author? Author);
