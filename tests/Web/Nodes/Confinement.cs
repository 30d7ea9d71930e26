using System.Text.RegularExpressions;

namespace Xtablo.Web.Tests.Nodes;

/// <summary>Which statements can be answered where the data of one tablo is: those that name it for each table that they read of it.</summary>
/// <param name="tables">Those of tablos; what is in no tablo is small and everywhere.</param>
internal sealed class Confinement(IReadOnlyCollection<string> tables)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Regex _mentions = new(
        $@"\b(?:FROM|JOIN|UPDATE|INTO|USING) (?<table>{string.Join('|', tables)})\b(?: (?:AS )?(?!(?:SET|WHERE|ON|FOR|SELECT|VALUES|ORDER|USING)\b)(?<alias>\w+))?",
        RegexOptions.None,
        Patience);

    /// <param name="text">With single spaces.</param>
    public bool Holds(string text)
    {
        var mentions = _mentions.Matches(text);
        return mentions.Count == 0
            || Is(text, @"^INSERT INTO \w+ \( ?(?:[^)]*, )?tablo_id\b[^)]*\) (?:VALUES|SELECT \$1,)")
            || (Is(text, @"\btablo_id = [@$]") && mentions.All(mention => IsBound(text, mention.Groups["table"].Value, mention.Groups["alias"].Value)));
    }

    /// <summary>By the tablo of another table, or by the one that is asked for.</summary>
    private static bool IsBound(string text, string table, string alias) => alias.Length > 0
        ? Is(text, $@"\b{alias}\.tablo_id = |= {alias}\.tablo_id\b")
        : Is(text, $@"(?<![.\w])tablo_id = [@$]|\b{table}\.tablo_id = ");

    private static bool Is(string text, string pattern) => Regex.IsMatch(text, pattern, RegexOptions.None, Patience);
}
