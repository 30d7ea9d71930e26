using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.FileProviders;

namespace Xtablo.Web.Hosting;

/// <summary>
/// Serves scripts and styles under one path that contains a hash of them all: relative imports between modules inherit it,
/// every file may be cached for ever, and a new version gets a new address.
/// </summary>
internal sealed class Assets(IWebHostEnvironment environment)
{
    public string Path { get; } = $"/assets/{HashOf(environment.WebRootFileProvider)}";

    /// <param name="file">Such as <c>js/page/app.js</c>.</param>
    public string this[string file] => $"{Path}/{file}";

    public void Serve(IApplicationBuilder app) => app.UseStaticFiles(new StaticFileOptions
    {
        RequestPath = Path,
        OnPrepareResponse = file =>
            file.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable, no-transform",
    });

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
