package io.portolan.plan;

/**
 * A folder of files to serve: below the folder of the capability file, or else below the working folder.
 *
 * @param home the folder of the capability file; empty for the working folder
 * @param path relative to either, without steps upwards
 */
public record FileFolder(String home, String path) {}
