using Xtablo.Domain.Discussions;

namespace Xtablo.Application.Tablos;

/// <summary>How a tablo ends.</summary>
/// <param name="At">When the last row was posted; when the tablo was made, while it has none.</param>
/// <param name="Row">Null for a tablo in which nothing was said.</param>
public sealed record LastRow(DateTimeOffset At, MessageRow? Row);
