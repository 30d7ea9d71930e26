using System.Runtime.InteropServices;

namespace Xtablo.Domain.Search;

/// <param name="IsWhole">True when the text must have this very term; false when it must have one with this in it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Probe(string Text, bool IsWhole);
