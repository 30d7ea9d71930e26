using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xtablo.Application.Operation;

namespace Xtablo.Web.Hosting;

/// <summary>The keys that protect cookies and forms: with the data, so that sessions survive a restart.</summary>
internal static class Keys
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Creates their folder, readable by this user only, and has them kept there.</summary>
    /// <exception cref="SettingException">The data directory cannot be written to.</exception>
    public static void AddKeys(this IServiceCollection services, Settings settings)
    {
        var folder = FolderIn(settings);
        services.AddDataProtection().SetApplicationName("Xtablo");
        services.AddOptions<KeyManagementOptions>()
            .Configure<ILoggerFactory>((keys, loggers) => keys.XmlRepository = new KeyFiles(folder, loggers));
        services.AddHealthChecks().AddCheck<KeyHealth>("keys");
    }

    /// <summary>
    /// Reads the keys, and makes the first: without them every page would fail, so this is known before there is one.
    /// </summary>
    /// <exception cref="SettingException">They cannot be used.</exception>
    public static void CheckKeys(this IServiceProvider services, Settings settings)
    {
        var folder = FolderIn(settings);
        try
        {
            using var probe = File.Create(Path.Combine(folder.FullName, Path.GetRandomFileName()), 1, FileOptions.DeleteOnClose);
            services.GetRequiredService<IDataProtectionProvider>().MustProtect();
        }
        catch (Exception failure)
        {
            throw new SettingException(
                "Xtablo__DataDirectory",
                $"the keys in '{folder}' cannot be used, and no page can be shown without: {failure.GetBaseException().Message}");
        }
    }

    /// <summary>Protects as cookies and forms are protected, and reads that again.</summary>
    /// <exception cref="Exception">It is not possible: every page would fail.</exception>
    private static void MustProtect(this IDataProtectionProvider protection)
    {
        var protector = protection.CreateProtector("Xtablo.Hosting.Keys");
        _ = protector.Unprotect(protector.Protect("anything"));
    }

    private static DirectoryInfo FolderIn(Settings settings)
    {
        var folder = Path.Combine(settings.DataDirectory, "keys");
        try
        {
            return OperatingSystem.IsWindows()
                ? Directory.CreateDirectory(folder)
                : Directory.CreateDirectory(folder, OwnerAlone);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(
                "Xtablo__DataDirectory", $"'{settings.DataDirectory}' cannot be written to: {failure.Message}");
        }
    }

    /// <summary>Not healthy while pages fail because nothing can be protected.</summary>
    private sealed class KeyHealth(IDataProtectionProvider protection) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                protection.MustProtect();
                return Task.FromResult(HealthCheckResult.Healthy());
            }
            catch (Exception failure)
            {
                return Task.FromResult(HealthCheckResult.Unhealthy($"Nothing can be protected: {failure.Message}"));
            }
        }
    }
}
