using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.FileProviders;

namespace Xtablo.Web.Hosting;

/// <summary>
/// Serves scripts and styles under one path that contains a hash of them all: relative imports between modules inherit it,
/// every file may be cached for ever, and a new version gets a new address.
/// </summary>
internal sealed partial class Assets(IWebHostEnvironment environment)
{
    private const string First = "js/page/app.js";

    public string Path { get; } = $"/assets/{HashOf(environment.WebRootFileProvider)}";

    /// <summary>
    /// The modules that every page needs. Whoever loads them by their names at once need not wait for one to name the next.
    /// </summary>
    public IReadOnlyList<string> Modules { get; } = [.. ModulesOf(environment.WebRootFileProvider, First, [])];

    /// <param name="file">Such as <c>js/page/app.js</c>.</param>
    public string this[string file] => $"{Path}/{file}";

    /// <summary>Compressed: there is no secret in them.</summary>
    public void Serve(IApplicationBuilder app)
    {
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments(Path, StringComparison.Ordinal),
            assets => assets.UseResponseCompression());
        app.UseStaticFiles(new StaticFileOptions
        {
            RequestPath = Path,
            OnPrepareResponse = file =>
                file.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable, no-transform",
        });
    }

    private static HashSet<string> ModulesOf(IFileProvider files, string module, HashSet<string> known)
    {
        if (known.Add(module))
        {
            using var reader = new StreamReader(files.GetFileInfo(module).CreateReadStream());
            foreach (Match import in Import().Matches(reader.ReadToEnd()))
            {
                var imported = new Uri(new Uri($"http://files/{module}"), import.Groups["path"].Value);
                ModulesOf(files, imported.AbsolutePath.TrimStart('/'), known);
            }
        }

        return known;
    }

    [GeneratedRegex("^import [^;]*?\"(?<path>\\.[^\"]+)\";", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Import();

    private static string HashOf(IFileProvider files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, file) in FilesBelow(files, "").OrderBy(found => found.Path, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(path));
            using var content = file.CreateReadStream();
            using var copy = new MemoryStream();
            content.CopyTo(copy);
            hash.AppendData(copy.GetBuffer().AsSpan(0, (int)copy.Length));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    private static IEnumerable<(string Path, IFileInfo File)> FilesBelow(IFileProvider files, string folder) =>
        files.GetDirectoryContents(folder).SelectMany(file => file.IsDirectory
            ? FilesBelow(files, $"{folder}/{file.Name}")
            : [($"{folder}/{file.Name}", file)]);
}
