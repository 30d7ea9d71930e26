namespace Xtablo.Infrastructure.Backplane;

/// <summary>A line takes everything and delivers nothing.</summary>
internal sealed class DeafLineException(string why) : Exception(why);
