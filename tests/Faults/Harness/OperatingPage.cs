using System.Globalization;
using System.Text.RegularExpressions;

namespace Xtablo.Faults.Tests.Harness;

/// <summary>What docs/operating.md says, to be done to the letter.</summary>
internal static class OperatingPage
{
    /// <param name="name">What stands behind the fence, such as <c>nginx</c>.</param>
    public static string Block(string name)
    {
        var page = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../docs/operating.md"));
        var block = Regex.Match(File.ReadAllText(page), $"```{name}\n(?<text>.*?)```", RegexOptions.Singleline, TimeSpan.FromSeconds(1));
        return block.Success ? block.Groups["text"].Value : throw new InvalidOperationException($"docs/operating.md has no block '{name}'.");
    }

    /// <summary>The configuration for nodes, on plain http and on ports of this machine; more than the page has get a line like its last.</summary>
    public static string NginxForNodes(int port, int[] nodes) =>
        Regex.Replace(Block("nginx for nodes"), "^ *(?:ssl_|listen ).*\n", "", RegexOptions.Multiline, TimeSpan.FromSeconds(1))
            .Replace("server_name chat.example.org;", string.Create(CultureInfo.InvariantCulture, $"listen 127.0.0.1:{port};"), StringComparison.Ordinal)
            .Replace("10.0.0.11:5080", Local(nodes[0]), StringComparison.Ordinal)
            .Replace("10.0.0.12:5080", string.Join(" max_fails=0; server ", nodes[1..].Select(Local)), StringComparison.Ordinal);

    private static string Local(int port) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
}
