using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Xtablo.Web.Hosting;

/// <summary>Serves files for ever as they are, each in the smallest form beside it that the browser can read.</summary>
internal static class CompressedFiles
{
    private static readonly (string Ending, string Encoding)[] Encodings = [(".br", "br"), (".gz", "gzip")];

    /// <param name="path">Where the files are found, such as <c>/assets/0123456789ab</c>: other content, another path.</param>
    public static void UseCompressedFiles(this IApplicationBuilder app, IFileProvider files, string path)
    {
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments(path, StringComparison.Ordinal),
            below => below.Use((http, next) =>
            {
                http.Request.Path += EndingFor(http.Request, file: http.Request.Path.Value![path.Length..], files);
                return next(http);
            }));
        app.UseStaticFiles(new StaticFileOptions
        {
            RequestPath = path,
            FileProvider = files,
            ContentTypeProvider = new TypeOfWhatIsCompressed(),
            OnPrepareResponse = file =>
            {
                var headers = file.Context.Response.Headers;
                headers.CacheControl = "public, max-age=31536000, immutable, no-transform";
                headers.Vary = HeaderNames.AcceptEncoding;
                if (EncodingOf(file.File.Name) is { } encoding)
                {
                    headers.ContentEncoding = encoding;
                }
            },
        });
    }

    private static string EndingFor(HttpRequest request, string file, IFileProvider files)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        return Encodings.FirstOrDefault(form =>
            accepted.Any(each => each.Quality is not 0 && each.Value.Equals(form.Encoding, StringComparison.OrdinalIgnoreCase))
            && files.GetFileInfo(file + form.Ending).Exists).Ending ?? "";
    }

    private static string? EncodingOf(string file) =>
        Encodings.FirstOrDefault(form => file.EndsWith(form.Ending, StringComparison.Ordinal)).Encoding;

    private sealed class TypeOfWhatIsCompressed : IContentTypeProvider
    {
        private readonly FileExtensionContentTypeProvider _types = new();

        public bool TryGetContentType(string subpath, [MaybeNullWhen(false)] out string contentType) =>
            _types.TryGetContentType(EncodingOf(subpath) is null ? subpath : subpath[..^3], out contentType);
    }
}
