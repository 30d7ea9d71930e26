using System.Runtime.InteropServices;

namespace Xtablo.Domain.Search;

/// <summary>A piece of the text around what was found.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Passage(string Text, bool IsFound);
