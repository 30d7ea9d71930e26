using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.FileProviders;

namespace Xtablo.Web.Hosting;

/// <summary>
/// Serves scripts and styles under one path that contains a hash of them all: relative imports between modules inherit it,
/// every file may be cached for ever, and a new version gets a new address. The build has joined them and made them small
/// (<c>assets.mjs</c>).
/// </summary>
internal sealed partial class Assets(IWebHostEnvironment environment)
{
    /// <summary>What is below it is an asset of some build, perhaps of another one.</summary>
    public const string Root = "/assets";

    private const string First = "js/page/app.js";
    private const string Worker = "/sw.js";

    public string Path { get; } = $"{Root}/{HashOf(environment.WebRootFileProvider)}";

    /// <summary>
    /// The modules that every page needs. Whoever loads them by their names at once need not wait for one to name the next.
    /// </summary>
    public IReadOnlyList<string> Modules { get; } = [.. ModulesOf(environment.WebRootFileProvider, First, [])];

    /// <param name="file">Such as <c>js/page/app.js</c>.</param>
    public string this[string file] => $"{Path}/{file}";

    public void Serve(IApplicationBuilder app)
    {
        app.UseCompressedFiles(environment.WebRootFileProvider, Path);

        // A browser asks for its service worker by one name for ever, from where all pages are below it.
        app.UseWhen(
            http => http.Request.Path.Equals(Worker, StringComparison.Ordinal),
            worker => worker.UseStaticFiles(new StaticFileOptions
            {
                OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache, no-transform",
            }));
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

    [GeneratedRegex("(^|;)import\\b[^;\"(]*\"(?<path>\\.[^\"]+)\"", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
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
